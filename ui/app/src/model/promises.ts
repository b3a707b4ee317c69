// The facts that a lesson promises. They are known from the start, and are
// decided when the run comes to the event that tells.
import type { Seq, Told } from '../wire/gen'

export interface Promised {
  text: string
  state: 'open' | 'met' | 'missed'
  /** what was found in place of a missed one */
  found?: string
}

export function promisesAt(told: readonly Told[], seq: Seq): Promised[] {
  const promises: Promised[] = []
  for (const { event } of told) {
    if (event.kind !== 'expectation.met' && event.kind !== 'expectation.missed') continue
    const { text } = event.body
    if (event.seq > seq) promises.push({ text, state: 'open' })
    else if (event.kind === 'expectation.met') promises.push({ text, state: 'met' })
    else promises.push({ text, state: 'missed', found: event.body.found })
  }
  return promises
}
