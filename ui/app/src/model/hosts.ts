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
}

export type Hosts = Map<string, HostState>

const fresh: HostState = { up: false, down: false, sent: 0, fetched: 0, read: 0 }

export function advanceHosts(hosts: Hosts, event: TraceEvent) {
  const change = changeOf(event)
  if (!change || !event.node) return
  hosts.set(event.node, { ...hostState(hosts, event.node), ...change(hostState(hosts, event.node)) })
}

export function hostState(hosts: Hosts, name: string): HostState {
  return hosts.get(name) ?? fresh
}

function changeOf(event: TraceEvent): ((host: HostState) => Partial<HostState>) | undefined {
  switch (event.kind) {
    case 'node.up':
      return () => ({ up: true, down: false })
    case 'node.down':
      return () => ({ up: false, down: true })
    case 'message.submitted':
      return (host) => ({ sent: host.sent + 1 })
    case 'message.fetched':
      return (host) => ({ fetched: host.fetched + 1 })
    case 'message.read':
      return (host) => ({ read: host.read + 1 })
  }
}
