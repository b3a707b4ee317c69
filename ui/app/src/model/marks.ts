// What a message is beside a letter: abuse, or the report of a failure on its
// way home. A message keeps its mark wherever it goes.
import type { TraceEvent } from '../wire/gen'

export type Mark = 'abuse' | 'report'

/** By message. */
export type Marks = Map<string, Mark>

export function advanceMarks(marks: Marks, event: TraceEvent) {
  if (event.kind === 'message.composed' && event.role === 'attacker' && event.message)
    marks.set(event.message, 'abuse')
  if (event.kind === 'message.bounced' && event.body.notice) marks.set(event.body.notice, 'report')
}

/**
 * The mark of what an event is about. What a spammer's program does is abuse before
 * it has written a letter; to ask the DNS is not.
 */
export function markOf(marks: ReadonlyMap<string, Mark>, event: TraceEvent): Mark | undefined {
  if (event.kind.startsWith('dns.')) return undefined
  if (event.role === 'attacker') return 'abuse'
  return event.message === undefined ? undefined : marks.get(event.message)
}
