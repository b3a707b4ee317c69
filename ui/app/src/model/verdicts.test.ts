import { describe, expect, it } from 'vitest'
import { event } from '../../test/events'
import type { Check } from '../wire/gen'
import { withoutIt } from './verdicts'

const verdict = (check: Check, effect: string, conn = 'c1') =>
  event('guard.verdict', 'mx', { check, effect, result: '' }, { conn, message: 'm1' })
const told = (...events: ReturnType<typeof verdict>[]) => events.map((e) => ({ event: e, text: '' }))

describe('without a check', () => {
  it('nothing else would have been, if it found nothing', () => {
    const passed = verdict('spf', 'none')
    expect(withoutIt(passed, told(passed))).toEqual({ what: 'nothing' })
  })

  it('a client that is spared would have been checked', () => {
    const body = { check: 'client', effect: 'none', result: 'exempt' } as const
    expect(withoutIt(event('guard.verdict', 'mx', body), [])).toEqual({ what: 'checked' })
  })

  it('it would have been the same, if another one led as far', () => {
    const [tag, junk] = [verdict('hello', 'tag'), verdict('content', 'quarantine')]
    expect(withoutIt(tag, told(tag, junk))).toEqual({ what: 'same', by: junk })
    expect(withoutIt(junk, told(tag, junk))).toEqual({ what: 'otherwise', effect: 'quarantine' })
    const other = verdict('spf', 'refuse', 'c2')
    expect(withoutIt(junk, told(junk, other))).toEqual({ what: 'otherwise', effect: 'quarantine' })
  })

  it('a rule is known by its beginning', () => {
    const rule = event('relay.decided', 'mx', {
      recipient: 'a@b',
      route: 'relay',
      rule: 'own network 192.0.2.0/28',
    })
    expect(withoutIt(rule, [])).toEqual({ what: 'rule', rule: 'own network', route: 'relay' })
  })
})
