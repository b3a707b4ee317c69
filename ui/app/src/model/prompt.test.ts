import { expect, it } from 'vitest'
import { logOf } from '../../test/events'
import { promptAt } from './prompt'
import { misconceptionsOf, questionsOf } from './questions'
import { stepsOf } from './steps'

const log = logOf('11-receiver-down')
const steps = stepsOf(log, 'hop')
const questions = questionsOf(log.plain)
const misconceptions = misconceptionsOf(log.plain)
const at = (index: number, done = 0) =>
  promptAt(steps, index, questions, (q) => questions.indexOf(q) < done, misconceptions)

it('tells what is said now, what comes next, and what is said after that', () => {
  const noted = steps.findIndex((s, i) => i > 2 && s.note && !steps[i - 1]!.note)
  expect(at(noted).now!.text).toBe(steps[noted]!.note!.body.text)
  expect(at(noted - 1).next!.text).toBe(steps[noted]!.note!.body.text)
  expect(at(noted - 1).later).toBeUndefined()
  expect(at(noted - 2).later).toMatchObject({ text: steps[noted]!.note!.body.text, steps: 2 })
})

it('tells the next question that is not done, and what is right', () => {
  const first = at(0).question!
  expect(first).toMatchObject({ text: questions[0]!.text, right: questions[0]!.right })
  expect(at(first.steps - 1).question).toMatchObject({ text: first.text, steps: 1 })
  expect(at(0, 1).question!.text).toBe(questions[1]!.text)
  expect(at(steps.length - 1).question).toBeUndefined()
})

it('tells which beliefs were refuted by then, and that nothing comes after the end', () => {
  expect(at(0).misconceptions.every((m) => !m.shown)).toBe(true)
  const end = at(steps.length - 1)
  expect(end.misconceptions).toHaveLength(misconceptions.length)
  expect(end.misconceptions.every((m) => m.shown)).toBe(true)
  expect(end.next).toBeUndefined()
})
