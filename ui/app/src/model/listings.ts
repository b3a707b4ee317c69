// Which hosts stand on which blocklists, and for what.
import type { BlocklistListed, TraceEvent } from '../wire/gen'

export type Listing = Pick<BlocklistListed, 'list' | 'address' | 'ground'>

/** By host. */
export type Listings = Map<string, readonly Listing[]>

export function advanceListings(listings: Listings, event: TraceEvent) {
  if (event.kind !== 'blocklist.listed' && event.kind !== 'blocklist.delisted') return
  if (!event.peer) return
  const { list, address } = event.body
  const others = (listings.get(event.peer) ?? []).filter((l) => l.list !== list || l.address !== address)
  const now =
    event.kind === 'blocklist.listed' ? [...others, { list, address, ground: event.body.ground }] : others
  if (now.length > 0) listings.set(event.peer, now)
  else listings.delete(event.peer)
}
