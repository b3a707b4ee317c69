// A whole site in a few numbers.
import type { Host } from '../wire/gen'
import { hostState } from './hosts'
import type { Moment } from './moment'

export interface Summary {
  hosts: number
  people: number
  /** letters that wait: in queues and outboxes */
  queue: number
  /** letters in the mailboxes, and those of them that nobody has seen */
  messages: number
  unseen: number
  /** hosts that are off */
  down: number
  /** hosts that stand on a blocklist */
  listed: number
  attackers: number
}

export function summaryOf(
  hosts: readonly Host[],
  moment: Moment,
  queues: ReadonlyMap<string, number>,
): Summary {
  const sum: Summary = {
    hosts: hosts.length,
    people: new Set(hosts.map((h) => h.person).filter((p) => p !== undefined)).size,
    queue: 0,
    messages: 0,
    unseen: 0,
    down: 0,
    listed: 0,
    attackers: 0,
  }
  for (const { name, roles } of hosts) {
    const state = hostState(moment.hosts, name)
    sum.queue += (queues.get(name) ?? 0) + state.outbox.length
    if (state.down) sum.down++
    if (moment.listings.has(name)) sum.listed++
    if (roles.includes('attacker')) sum.attackers++
    for (const f of moment.mailboxes.get(name) ?? []) {
      sum.messages += f.messages
      sum.unseen += f.unseen
    }
  }
  return sum
}
