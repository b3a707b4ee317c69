import { describe, expect, it } from 'vitest'
import { logOf } from '../../test/events'
import { Connections } from './connections'
import { choicesOf, passing, placeAmong, protocolOf } from './filter'
import { stepsOf } from './steps'

const log = logOf('10-pop3-and-imap')
const connections = new Connections()
connections.add(log.all)
const steps = stepsOf(log, 'wire')
const event = (i: number) => steps[i]!.told.event

describe('a filter', () => {
  it('lets everything pass that it does not ask about', () => {
    expect(passing(steps, {}, connections)).toEqual([...steps.keys()])
  })

  it('lets pass what is about a letter, a host or a protocol, or all of them at once', () => {
    const choices = choicesOf(steps, connections)
    expect(choices.protocols).toEqual(['smtp', 'lmtp', 'imap', 'pop3', 'dns'])
    const [message, host] = [choices.messages[0]!, choices.hosts.find((h) => h.startsWith('mail.beta'))!]
    const some = passing(steps, { message, host, protocol: 'smtp' }, connections)
    expect(some.length).toBeGreaterThan(5)
    for (const i of some) {
      expect(event(i).message).toBe(message)
      expect([event(i).node, event(i).peer]).toContain(host)
      expect(protocolOf(event(i), connections)).toBe('smtp')
    }
  })

  it('parts the run among the protocols and what is said in none', () => {
    const { protocols } = choicesOf(steps, connections)
    const parts = protocols.map((protocol) => passing(steps, { protocol }, connections).length)
    const none = steps.filter((_, i) => !protocolOf(event(i), connections)).length
    expect(parts.reduce((a, b) => a + b, none)).toBe(steps.length)
  })
})

it('a step that is left out stands after the last one that is shown before it', () => {
  expect([0, 2, 3, 6, 7, 99].map((step) => placeAmong([2, 3, 7], step))).toEqual([-1, 0, 1, 1, 2, 2])
})
