// What the lesson asks, and what it sets right. Both come when the run is over,
// for only then is it known what is right; a question is to be asked before the
// event that it is about is shown.
import type { Seq, Told } from '../wire/gen'
import type { Step } from './steps'

export interface Question {
  /** of the event that asks it: its name among the questions */
  seq: Seq
  /** the event that is not to be shown before it is answered */
  before: Seq
  text: string
  answers: readonly string[]
  /** index of the right one */
  right: number
  why: string
  rfc?: string
}

export interface Misconception {
  belief: string
  truth: string
  /** the event that refutes it */
  refuted: Seq
}

/** In the order in which they are asked. */
export function questionsOf(told: readonly Told[]): Question[] {
  const questions: Question[] = []
  for (const { event } of told) {
    if (event.kind !== 'question') continue
    const { text, answers, right, why = '', rfc } = event.body
    questions.push({ seq: event.seq, before: event.cause ?? event.seq, text, answers, right, why, rfc })
  }
  return questions.sort((a, b) => a.before - b.before || a.seq - b.seq)
}

export function misconceptionsOf(told: readonly Told[]): Misconception[] {
  const found: Misconception[] = []
  for (const { event } of told) {
    if (event.kind !== 'misconception.refuted') continue
    found.push({ belief: event.body.belief, truth: event.body.truth, refuted: event.cause ?? event.seq })
  }
  return found
}

/**
 * The index of the step in which an event is shown: its own or, where the level
 * has none, the next.
 */
export function stepShowing(steps: readonly Step[], seq: Seq): number {
  const found = steps.findIndex((s) => s.told.event.seq >= seq)
  return found < 0 ? steps.length - 1 : found
}

/**
 * The questions by the index of the step before which they are asked. That is
 * never the first step: nobody can stand before it.
 */
export function questionsBySteps(
  questions: readonly Question[],
  steps: readonly Step[],
): ReadonlyMap<number, readonly Question[]> {
  const due = new Map<number, Question[]>()
  for (const question of questions) {
    const step = Math.max(stepShowing(steps, question.before), 1)
    due.set(step, [...(due.get(step) ?? []), question])
  }
  return due
}
