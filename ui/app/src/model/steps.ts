// The steps in which a run is shown: the events of a level. What the lesson
// says about an event belongs to that event's step and is no step of its own.
import type { EventOf, Kind, Level, Seq, Told } from '../wire/gen'
import { levels } from '../wire/gen'
import { lastUpTo, type Log } from './log'

export interface Step {
  told: Told
  /** what the lesson says here */
  note?: EventOf<'note'>
  /** the virtual time in ns since the step before */
  since: number
  /** the virtual time in ns in which nothing moved before it; 0 if that is too short to tell */
  wait: number
}

/** A wait shorter than this, in ns, is not worth telling. */
export const shortestWait = 60e9

const speaking: ReadonlySet<Kind> = new Set<Kind>([
  'note',
  'question',
  'misconception.refuted',
  'expectation.met',
  'expectation.missed',
])

export function shows(level: Level, event: Level): boolean {
  return levels.indexOf(event) <= levels.indexOf(level)
}

/** The steps of a run at a level. An event of which the lesson speaks, or asks, is a step at every level. */
export function stepsOf(log: Log, level: Level): Step[] {
  const list = level === 'wire' ? log.all : log.plain
  const notes = log.plain.map((t) => t.event).filter((e) => e.kind === 'note')
  const spokenOf = new Set(log.plain.filter((t) => speaking.has(t.event.kind)).map((t) => t.event.cause))
  const steps: Step[] = []
  const stopped = new Set<string | undefined>()
  let before = 0
  for (const told of list) {
    const { event } = told
    if (event.kind === 'node.down') stopped.add(event.node)
    // That the machines of a world run is how it begins, not something that happens in it.
    const beginning = event.kind === 'node.up' && !stopped.has(event.node)
    if (beginning || speaking.has(event.kind) || !(shows(level, event.level) || spokenOf.has(event.seq)))
      continue
    const since = event.at - before
    steps.push({ told, since, wait: since >= shortestWait ? since : 0 })
    before = event.at
  }
  for (const note of notes) noteStep(steps, note.cause ?? note.seq).note = note
  return steps
}

// The step of the event itself or, where the level has none, the next one: by
// then what the note speaks of has happened.
function noteStep(steps: Step[], cause: Seq): Partial<Step> {
  return steps.find((s) => s.told.event.seq >= cause) ?? steps.at(-1) ?? {}
}

/** The index of the step at which the run stands when it has come to seq; 0 before the first. */
export function stepAt(steps: readonly Step[], seq: Seq): number {
  let low = 0
  let high = steps.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (steps[middle]!.told.event.seq <= seq) low = middle + 1
    else high = middle
  }
  return Math.max(0, low - 1)
}

/** The next step, in a direction, that is about the message; -1 if there is none. */
export function stepAbout(steps: readonly Step[], from: number, message: string, direction: 1 | -1): number {
  for (let i = from + direction; i >= 0 && i < steps.length; i += direction) {
    if (steps[i]!.told.event.message === message) return i
  }
  return -1
}

/** The last event up to seq for which something holds. */
export function lastWhere(
  told: readonly Told[],
  seq: Seq,
  holds: (event: Told['event']) => boolean,
): Told['event'] | undefined {
  for (let i = lastUpTo(told, seq); i >= 0; i--) {
    if (holds(told[i]!.event)) return told[i]!.event
  }
}
