// What a speaker wants to know at a moment that the room does not see: what is
// to be said now, what comes next, what will be asked and what is right.
import type { Misconception, Question } from './questions'
import { questionsBySteps } from './questions'
import type { Step } from './steps'

/** An event, and what the lesson says about it. */
export interface Said {
  host?: string
  fact: string
  text?: string
  why?: string
  rfc?: string
}

export interface Asked {
  text: string
  answers: readonly string[]
  right: number
  why: string
  rfc?: string
  /** after how many steps it is asked; 0 if it is asked now */
  steps: number
}

export interface Prompt {
  now?: Said
  /** the very next step */
  next?: Said
  /** what the lesson says next, where that is not at the next step */
  later?: Said & { steps: number }
  question?: Asked
  misconceptions: readonly (Misconception & { shown: boolean })[]
}

export function promptAt(
  steps: readonly Step[],
  index: number,
  questions: readonly Question[],
  isDone: (question: Question) => boolean,
  misconceptions: readonly Misconception[],
): Prompt {
  const seq = steps[index]?.told.event.seq ?? 0
  const later = steps.findIndex((step, i) => i > index + 1 && step.note)
  const next = steps[index + 1]
  return {
    now: saidIn(steps[index]),
    next: saidIn(next),
    later: !next?.note && later > 0 ? { ...saidIn(steps[later])!, steps: later - index } : undefined,
    question: nextQuestion(steps, index, questions, isDone),
    misconceptions: misconceptions.map((m) => ({ ...m, shown: m.refuted <= seq })),
  }
}

function saidIn(step: Step | undefined): Said | undefined {
  if (!step) return undefined
  const { event, text } = step.told
  const note = step.note?.body
  const said = { host: event.node, fact: text }
  if (note) return { ...said, text: note.text, why: note.why, rfc: note.rfc }
  return { ...said, why: event.reason?.text, rfc: event.reason?.rfc }
}

/** The question that comes next, as if it came at once if it is held up by it. */
function nextQuestion(
  steps: readonly Step[],
  index: number,
  questions: readonly Question[],
  isDone: (question: Question) => boolean,
): Asked | undefined {
  for (const [at, due] of questionsBySteps(questions, steps)) {
    const question = at > index && due.find((q) => !isDone(q))
    if (!question) continue
    const { text, answers, right, why, rfc } = question
    return { text, answers: [...answers], right, why, rfc, steps: at - index }
  }
}
