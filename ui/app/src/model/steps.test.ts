import { describe, expect, it } from 'vitest'
import { event, logOf } from '../../test/events'
import { Log } from './log'
import { decisionsOf, promisesAt } from './promises'
import { stepAbout, stepAt, stepsOf } from './steps'

describe('steps', () => {
  const log = logOf('11-receiver-down')

  it('are what the level shows, and what the lesson speaks of', () => {
    for (const level of ['story', 'hop', 'wire'] as const) {
      const kinds = new Set(stepsOf(log, level).map((s) => s.told.event.kind))
      expect(kinds.has('note')).toBe(false)
      expect(kinds.has('message.relayed')).toBe(true)
      expect(kinds.has('dns.query')).toBe(level !== 'story')
      expect(kinds.has('smtp.command')).toBe(level === 'wire')
    }
    const query = log.plain.find((t) => t.event.kind === 'dns.query')!.event
    const noted = new Log()
    noted.add([
      ...log.plain,
      { event: event('note', '', { text: 'look' }, { seq: 9999, cause: query.seq }), text: '' },
    ])
    expect(stepsOf(noted, 'story').find((s) => s.told.event.seq === query.seq)?.note?.body.text).toBe('look')
  })

  it('tell where nothing moved for long', () => {
    const quiet = new Log()
    const at = (ns: number) => ({
      event: event('message.read', 'a', { user: '', device: '' }, { at: ns }),
      text: '',
    })
    quiet.add([at(0), at(30e9), at(630e9), at(640e9)])
    expect(stepsOf(quiet, 'hop').map((s) => s.wait)).toEqual([0, 0, 600e9, 0])
  })

  it('are found by seq and by letter', () => {
    const steps = stepsOf(log, 'hop')
    expect(stepAt(steps, 0)).toBe(0)
    expect(stepAt(steps, steps[7]!.told.event.seq)).toBe(7)
    expect(stepAt(steps, Infinity)).toBe(steps.length - 1)
    const next = stepAbout(steps, 0, 'm1', 1)
    expect(steps[next]!.told.event.kind).toBe('message.composed')
    expect(stepAbout(steps, next, 'm1', -1)).toBe(-1)
  })
})

describe('promises', () => {
  it('are open until the run decides', () => {
    const met = event('expectation.met', '', { text: 'a' }, { seq: 5 })
    const missed = event('expectation.missed', '', { text: 'b', found: 'c' }, { seq: 6 })
    const decisions = decisionsOf([met, missed].map((e) => ({ event: e, text: '' })))
    expect(promisesAt(decisions, 4).map((p) => p.state)).toEqual(['open', 'open'])
    expect(promisesAt(decisions, 5).map((p) => p.state)).toEqual(['met', 'open'])
    expect(promisesAt(decisions, 6)[1]).toEqual({ text: 'b', state: 'missed', found: 'c' })
  })
})
