// The places of a run to which one jumps: where somebody says no, where the
// lesson asks, and where it tells.
import type { Kind } from '../wire/gen'
import type { Step } from './steps'

export const landmarks = ['refusal', 'question', 'narration'] as const

export type Landmark = (typeof landmarks)[number]

const refusals: ReadonlySet<Kind> = new Set<Kind>(['message.refused', 'conn.refused', 'auth.failed'])

/** The indices of their steps; a question is asked at the step before the one that it is about. */
export function landmarksOf(
  steps: readonly Step[],
  asked: ReadonlyMap<number, unknown>,
): Record<Landmark, readonly number[]> {
  const where = (is: (step: Step) => boolean) => [...steps.keys()].filter((i) => is(steps[i]!))
  return {
    refusal: where((step) => refusals.has(step.told.event.kind)),
    question: [...asked.keys()].map((step) => step - 1).sort((a, b) => a - b),
    narration: where((step) => step.note !== undefined),
  }
}

/** The next of these places in a direction; undefined if there is none. */
export function nextPlace(places: readonly number[], from: number, direction: 1 | -1): number | undefined {
  return direction > 0 ? places.find((p) => p > from) : places.findLast((p) => p < from)
}
