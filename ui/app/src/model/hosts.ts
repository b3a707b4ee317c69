// How each host is doing.
import type { TraceEvent } from '../wire/gen'

export interface HostState {
  /** said to be running */
  up: boolean
  /** switched off, or failed */
  down: boolean
  sent: number
  fetched: number
  read: number
  /** letters that its mail program keeps until it can send them */
  outbox: readonly string[]
  /** taken off the network by its owner */
  offline: boolean
  /** how often it put others in the place of an alias */
  forwarded: number
}

export type Hosts = Map<string, HostState>

const fresh: HostState = {
  up: false,
  down: false,
  sent: 0,
  fetched: 0,
  read: 0,
  outbox: [],
  offline: false,
  forwarded: 0,
}

export function advanceHosts(hosts: Hosts, event: TraceEvent) {
  const change = changeOf(event)
  if (!change || !event.node) return
  hosts.set(event.node, { ...hostState(hosts, event.node), ...change(hostState(hosts, event.node)) })
}

export function hostState(hosts: Hosts, name: string): HostState {
  return hosts.get(name) ?? fresh
}

function changeOf(event: TraceEvent): ((host: HostState) => Partial<HostState>) | undefined {
  const { message = '' } = event
  switch (event.kind) {
    case 'action.taken':
      if (event.body.action !== 'offline' && event.body.action !== 'online') return
      return () => ({ offline: event.body.action === 'offline' })
    case 'message.kept':
      return (host) => ({ outbox: [...host.outbox.filter((m) => m !== message), message] })
    case 'action.failed':
      if (event.body.action !== 'send' || !message) return
      return (host) => ({ outbox: [...host.outbox.filter((m) => m !== message), message] })
    case 'message.expanded':
      return (host) => ({ forwarded: host.forwarded + 1 })
    case 'node.up':
      return () => ({ up: true, down: false })
    case 'node.down':
      return () => ({ up: false, down: true })
    case 'message.submitted':
      return (host) => ({ sent: host.sent + 1, outbox: host.outbox.filter((m) => m !== message) })
    case 'message.fetched':
      return (host) => ({ fetched: host.fetched + 1 })
    case 'message.read':
      return (host) => ({ read: host.read + 1 })
  }
}
