// What servers have decided, each with its reason, and what would have been
// otherwise.
import type { EventOf, Kind, Seq, Told, TraceEvent } from '../wire/gen'

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
  'autoreply.decided',
  'blocklist.tested',
  'blocklist.listed',
  'blocklist.delisted',
  'action.failed',
  'link.blocked',
])

export function isVerdict(event: TraceEvent): boolean {
  return deciding.has(event.kind)
}

/** What was decided up to seq: by a host or about it, or about a message; the latest last. */
export function verdictsAt(
  told: readonly Told[],
  seq: Seq,
  about: { host?: string; message?: string },
): Told[] {
  return told.filter(
    ({ event }) =>
      event.seq <= seq &&
      isVerdict(event) &&
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
    case 'autoreply.decided':
    case 'blocklist.delisted':
      return false
    default:
      return true
  }
}

/**
 * What would have been without a check or a rule, as far as the trace can tell:
 * nothing else; the other checks, from which it spares a client; the same, by another check of the same letter; or something else.
 */
export type Without =
  | { what: 'nothing' }
  | { what: 'checked' }
  | { what: 'same'; by: EventOf<'guard.verdict'> }
  | { what: 'otherwise'; effect: string }
  | { what: 'rule'; rule: string; route: string }

/** Results of the check who the client is, after which no other is made. */
const sparing = new Set(['own network', 'authenticated', 'exempt'])
const strength = ['none', 'tag', 'quarantine', 'defer', 'refuse']

export function withoutIt(event: TraceEvent, all: readonly Told[]): Without | undefined {
  if (event.kind === 'relay.decided') {
    const { rule, route } = event.body
    return { what: 'rule', rule: rule.replace(/^(own domain|own network|relay for) .*/, '$1'), route }
  }
  if (event.kind !== 'guard.verdict') return undefined
  const { effect, check, result } = event.body
  if (check === 'client' && sparing.has(result)) return { what: 'checked' }
  if (effect === 'none') return { what: 'nothing' }
  const by = all
    .map((t) => t.event)
    .filter((e) => e.kind === 'guard.verdict')
    .find(
      (e) =>
        e.body.check !== check &&
        e.conn === event.conn &&
        e.node === event.node &&
        e.message === event.message &&
        strength.indexOf(e.body.effect) >= strength.indexOf(effect),
    )
  return by ? { what: 'same', by } : { what: 'otherwise', effect }
}
