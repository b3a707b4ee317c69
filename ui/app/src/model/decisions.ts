// What servers have decided, each with its reason.
import type { Kind, Seq, Told, TraceEvent } from '../wire/gen'

const deciding: ReadonlySet<Kind> = new Set<Kind>([
  'auth.failed',
  'relay.decided',
  'guard.verdict',
  'message.refused',
  'message.deferred',
  'message.expired',
  'message.bounced',
  'message.discarded',
  'message.abandoned',
  'blocklist.tested',
  'blocklist.listed',
  'blocklist.delisted',
  'action.failed',
  'link.blocked',
])

export function isDecision(event: TraceEvent): boolean {
  return deciding.has(event.kind)
}

/** What was decided up to seq: by a host or about it, or about a message; the latest last. */
export function decisionsAt(
  told: readonly Told[],
  seq: Seq,
  about: { host?: string; message?: string },
): Told[] {
  return told.filter(
    ({ event }) =>
      event.seq <= seq &&
      isDecision(event) &&
      (about.host ? event.node === about.host || event.peer === about.host : event.message === about.message),
  )
}

/** Whether it is a no, or a yes with a mark on it. */
export function isAgainst(event: TraceEvent): boolean {
  switch (event.kind) {
    case 'relay.decided':
      return event.body.route === 'refuse'
    case 'guard.verdict':
      return event.body.effect !== 'none'
    case 'blocklist.tested':
      return event.body.open
    case 'blocklist.delisted':
      return false
    default:
      return true
  }
}
