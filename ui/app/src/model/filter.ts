// Which steps the list and the ladder show. Playing goes through all of them.
import type { Step } from './steps'
import type { Connections } from './connections'
import { protocols, type TraceEvent } from '../wire/gen'

/** What is spoken between two hosts. */
export const spoken = [...protocols, 'dns'] as const

export type Spoken = (typeof spoken)[number]

/** What a step must be about; what is absent is not asked for. */
export interface Filter {
  readonly message?: string
  readonly host?: string
  readonly protocol?: Spoken
}

/** The protocol in which an event was said; none for what a machine does by itself. */
export function protocolOf(event: TraceEvent, connections: Connections): Spoken | undefined {
  if (event.kind.startsWith('dns.')) return 'dns'
  const service = connections.get(event.conn)?.service ?? ''
  if (service.startsWith('submission')) return 'smtp'
  return spoken.find((protocol) => service.startsWith(protocol)) // imaps is IMAP too
}

/** The indices of the steps that a filter lets pass. */
export function passing(steps: readonly Step[], filter: Filter, connections: Connections): number[] {
  const { message, host, protocol } = filter
  const found: number[] = []
  steps.forEach(({ told: { event } }, i) => {
    if (message !== undefined && event.message !== message) return
    if (host !== undefined && event.node !== host && event.peer !== host) return
    if (protocol !== undefined && protocolOf(event, connections) !== protocol) return
    found.push(i)
  })
  return found
}

/** What there is to be asked for, each in the order in which it first occurs. */
export function choicesOf(steps: readonly Step[], connections: Connections) {
  const messages = new Set<string>()
  const hosts = new Set<string>()
  const heard = new Set<Spoken>()
  for (const { told } of steps) {
    const { message, node, peer } = told.event
    if (message !== undefined) messages.add(message)
    if (node !== undefined) hosts.add(node)
    if (peer !== undefined) hosts.add(peer)
    const protocol = protocolOf(told.event, connections)
    if (protocol) heard.add(protocol)
  }
  return {
    messages: [...messages],
    hosts: [...hosts],
    protocols: spoken.filter((protocol) => heard.has(protocol)),
  }
}

/** Where a step stands among those that pass: its own place, or that of the last before it; -1 before the first. */
export function placeAmong(shown: readonly number[], step: number): number {
  let low = 0
  let high = shown.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (shown[middle]! <= step) low = middle + 1
    else high = middle
  }
  return low - 1
}
