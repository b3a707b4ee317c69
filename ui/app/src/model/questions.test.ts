import { describe, expect, it } from 'vitest'
import { event, logOf } from '../../test/events'
import type { Told, TraceEvent } from '../wire/gen'
import { misconceptionsOf, questionsBySteps, questionsOf, stepShowing } from './questions'
import { stepsOf } from './steps'

const told = (e: TraceEvent): Told => ({ event: e, text: '' })

describe('questions', () => {
  it('come in the order of the events before which they are asked', () => {
    const ask = (text: string, seq: number, cause: number) =>
      told(event('question', '', { text, answers: ['a', 'b'], right: 1, why: 'so' }, { seq, cause }))
    const asked = questionsOf([ask('late', 10, 7), ask('early', 11, 3), ask('with it', 12, 3)])
    expect(asked.map((q) => q.text)).toEqual(['early', 'with it', 'late'])
    expect(asked[0]).toMatchObject({ seq: 11, before: 3, answers: ['a', 'b'], right: 1, why: 'so' })
  })

  it('stand before the event that they are about, at every level', () => {
    const log = logOf('11-receiver-down')
    const questions = questionsOf(log.plain)
    expect(questions.length).toBeGreaterThanOrEqual(3)
    for (const level of ['story', 'hop', 'wire'] as const) {
      const steps = stepsOf(log, level)
      const due = questionsBySteps(questions, steps)
      expect([...due.values()].flat()).toHaveLength(questions.length)
      for (const [i, asked] of due) {
        for (const question of asked) expect(steps[i]!.told.event.seq).toBe(question.before)
      }
    }
  })

  it('of which the event is too fine for the level stand before the next step', () => {
    const log = logOf('11-receiver-down')
    const steps = stepsOf(log, 'hop')
    const last = steps.at(-1)!.told.event.seq
    expect(stepShowing(steps, steps[4]!.told.event.seq + 0.5)).toBe(5)
    expect(stepShowing(steps, last + 1)).toBe(steps.length - 1)
    const first = { seq: 1, before: 0, text: '', answers: [], right: 0, why: '' }
    expect([...questionsBySteps([first], steps).keys()]).toEqual([1])
  })
})

describe('misconceptions', () => {
  it('lead to the event that refutes them', () => {
    const body = { belief: 'it is lost', truth: 'it waits' }
    const found = misconceptionsOf([told(event('misconception.refuted', '', body, { cause: 4 }))])
    expect(found).toEqual([{ ...body, refuted: 4 }])
  })

  it('lead to a step of every level', () => {
    const log = logOf('11-receiver-down')
    const steps = stepsOf(log, 'story').map((s) => s.told.event.seq)
    for (const m of misconceptionsOf(log.plain)) expect(steps).toContain(m.refuted)
  })
})
