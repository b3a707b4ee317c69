import { describe, expect, it } from 'vitest'
import { logOf, nth } from '../../test/events'
import { readRecording } from '../../test/recordings'
import { stepsOf } from './steps'
import { trafficOf, trafficOfSteps } from './traffic'

describe('traffic', () => {
  const told = readRecording('07-received')
  const log = logOf('07-received')

  it('moves the letter once for each hop', () => {
    for (const level of ['story', 'hop', 'wire'] as const) {
      const traffic = trafficOfSteps(stepsOf(log, level), log.plain, level)
      const hops = traffic.filter((t) => t?.form === 'letter').map((t) => `${t!.from} ${t!.to}`)
      expect(hops).toEqual([
        'alice.alpha.example mail.alpha.example',
        'mail.alpha.example relay.alpha.example',
        'relay.alpha.example mx.beta.example',
        'mx.beta.example store.beta.example',
        'store.beta.example bob.beta.example',
      ])
    }
  })

  it('brings the letter to a server before the server stamps or accepts it', () => {
    const steps = stepsOf(log, 'hop')
    const traffic = trafficOfSteps(steps, log.plain, 'hop')
    const atMail = steps.flatMap((s, i) =>
      s.told.event.kind.startsWith('message.') && s.told.event.peer === 'alice.alpha.example' && traffic[i]
        ? [`${s.told.event.kind} ${traffic[i].form}`]
        : [],
    )
    expect(atMail).toEqual(['message.altered letter', 'message.accepted pulse'])
  })

  it('turns back what is refused and loses what nobody answers', () => {
    const refused = nth(logOf('troubles'), 0, 'message.refused')
    expect(trafficOf(refused)).toMatchObject({
      form: 'letter',
      from: 'mail.alpha.example',
      to: 'mail.beta.example',
      tone: 'bad',
      ending: 'returns',
    })
    const timeout = nth(logOf('11-receiver-down'), 0, 'conn.timeout')
    expect(trafficOf(timeout)).toMatchObject({ ending: 'lost', tone: 'bad' })
  })

  it('knows something to show for every event that has a place', () => {
    for (const { event } of told) {
      expect(trafficOf(event) === undefined, event.kind).toBe(event.node === undefined)
    }
  })
})
