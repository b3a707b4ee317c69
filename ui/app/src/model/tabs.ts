// Which side of the inspector shows a thing best.
import type { Role, TraceEvent } from '../wire/gen'

export const tabs = ['conversation', 'message', 'verdicts', 'dns', 'mailbox', 'queue', 'settings'] as const
export type Tab = (typeof tabs)[number]

/** The side that shows what an event did. */
export function tabOf(event: TraceEvent): Tab {
  switch (event.kind) {
    case 'message.queued':
    case 'message.attempted':
    case 'message.deferred':
    case 'message.held':
    case 'message.expired':
      return 'queue'
    case 'message.filed':
    case 'message.fetched':
    case 'message.read':
    case 'message.synced':
    case 'message.moved':
    case 'mailbox.changed':
      return 'mailbox'
    case 'message.refused':
    case 'message.bounced':
    case 'message.discarded':
    case 'message.abandoned':
    case 'auth.failed':
    case 'relay.decided':
    case 'guard.verdict':
    case 'autoreply.decided':
    case 'blocklist.listed':
    case 'blocklist.tested':
    case 'blocklist.delisted':
    case 'link.blocked':
    case 'action.failed':
      return 'verdicts'
    case 'message.composed':
    case 'message.altered':
    case 'message.accepted':
    case 'message.submitted':
    case 'message.relayed':
    case 'message.delivered':
    case 'message.expanded':
    case 'message.reinjected':
      return 'message'
    default:
      return event.kind.startsWith('dns.') ? 'dns' : 'conversation'
  }
}

/** The side on which to look at a host: the one that is open, if the host has something there. */
export function tabFor(roles: readonly Role[], open: Tab): Tab {
  const has = (...some: Role[]) => roles.some((r) => some.includes(r))
  const only = roles.length > 0 && roles.every((r) => r === 'dns' || r === 'resolver')
  if (open === 'settings' || open === 'verdicts') return open
  if (open === 'queue' && has('msa', 'mta')) return open
  if (open === 'mailbox' && has('mda', 'mua')) return open
  return only || (open === 'dns' && has('dns', 'resolver')) ? 'dns' : 'conversation'
}
