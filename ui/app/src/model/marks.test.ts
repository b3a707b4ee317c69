import { describe, expect, it } from 'vitest'
import { logOf, nth } from '../../test/events'
import { verdictsAt, isAgainst } from './verdicts'
import { markOf, type Mark } from './marks'
import { advance, beginning } from './moment'
import { stepsOf } from './steps'
import { trafficOfSteps } from './traffic'

const log = logOf('abuse')
const events = log.plain.map((t) => t.event)

/** The moment after an event. */
function after(seq: number) {
  const moment = beginning()
  for (const e of events) if (e.seq <= seq) advance(moment, e)
  return moment
}

describe('marks', () => {
  it('follow abuse wherever it goes, and nothing else', () => {
    const steps = stepsOf(log, 'hop')
    const traffic = trafficOfSteps(steps, log.plain, 'hop')
    const ways = (mark: Mark | undefined) => [
      ...new Set(
        traffic.flatMap((t) => (t?.form === 'letter' && t.mark === mark ? [`${t.from} ${t.to}`] : [])),
      ),
    ]
    expect(ways('abuse')).toEqual([
      'bot.spam.example mail.alpha.example',
      'mail.alpha.example mail.beta.example',
      'mail.beta.example mail.beta.example', // into the store
      'mail.alpha.example watch.watchers.example',
    ])
    expect(ways('report')).toEqual(['mail.alpha.example mail.alpha.example'])
    expect(ways(undefined)).toContain('alice.alpha.example mail.alpha.example')
  })

  it('leave the DNS alone', () => {
    const asked = events.find((e) => e.kind === 'dns.query' && e.role === 'attacker')!
    expect(markOf(new Map([[asked.message ?? '', 'abuse']]), asked)).toBeUndefined()
  })
})

describe('listings', () => {
  it('stand at the host until it is taken off', () => {
    const listed = nth(log, 0, 'blocklist.listed')
    const delisted = nth(log, 0, 'blocklist.delisted')
    const at = (seq: number) => after(seq).listings.get('mail.alpha.example')
    expect(at(listed.seq - 1)).toBeUndefined()
    expect(at(listed.seq)).toEqual([
      { list: 'bl.watchers.example', address: '192.0.2.2', ground: 'spam trap' },
    ])
    expect(at(delisted.seq)).toBeUndefined()
  })
})

describe('verdicts', () => {
  it('are those about a letter, or of a host, up to the moment', () => {
    const refused = nth(log, 0, 'message.refused')
    const about = verdictsAt(log.plain, refused.seq, { message: refused.message })
    expect(about.at(-1)!.event).toBe(refused)
    expect(about.every((t) => t.event.message === refused.message)).toBe(true)
    expect(isAgainst(refused)).toBe(true)
    const verdict = about.find((t) => t.event.kind === 'guard.verdict' && isAgainst(t.event))
    expect(verdict?.event.reason?.setting).toBe('dnsbl.zones')
    const host = verdictsAt(log.plain, refused.seq, { host: 'mail.alpha.example' })
    expect(host.map((t) => t.event.kind)).toContain('blocklist.listed')
    expect(host.some((t) => t.event.kind === 'relay.decided' && !isAgainst(t.event))).toBe(true)
  })
})
