// The facts that a lesson promises. They are known from the start, and are
// decided when the run comes to the event that tells.
import type { EventOf, Seq, Told } from '../wire/gen'

export interface Promised {
  text: string
  state: 'open' | 'met' | 'missed'
  /** what was found in place of a missed one */
  found?: string
}

/** An event in which the run decides on a promise. */
export type Decision = EventOf<'expectation.met'> | EventOf<'expectation.missed'>

export function decisionsOf(told: readonly Told[]): Decision[] {
  return told
    .map(({ event }) => event)
    .filter((e) => e.kind === 'expectation.met' || e.kind === 'expectation.missed')
}

export function promisesAt(decisions: readonly Decision[], seq: Seq): Promised[] {
  return decisions.map((event) => {
    const { text } = event.body
    if (event.seq > seq) return { text, state: 'open' }
    if (event.kind === 'expectation.met') return { text, state: 'met' }
    return { text, state: 'missed', found: event.body.found }
  })
}
