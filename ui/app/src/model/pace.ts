// How long each step takes on the screen. Evenly, so that nothing is missed; or
// to scale, so that one sees what takes long in the world, and what none.
import type { Level } from '../wire/gen'
import type { Step } from './steps'

export const timings = ['even', 'scale'] as const

export type Timing = (typeof timings)[number]

/** Milliseconds at speed 1. */
export interface Pace {
  /** in which the picture says that nothing moves */
  gap: number
  /** in which it moves */
  motion: number
  /** in which it rests */
  rest: number
}

const even: Record<Level, Omit<Pace, 'gap'>> = {
  story: { motion: 1200, rest: 900 },
  hop: { motion: 800, rest: 450 },
  wire: { motion: 450, rest: 200 },
}
const gapPause = 1500 // where nothing moves for long
const notePause = 2200 // where the lesson says something

/** To scale, a second of the world takes so many on the screen. */
export const slowness = 25
const shortest = 90 // or else one would not see that there was something
const longest = 4000 // what takes longer is cut short

export function paceOf(step: Step, level: Level, timing: Timing): Pace {
  const read = step.note ? notePause : 0
  const gap = waitBefore(step, timing) ? gapPause : 0
  if (timing === 'even' || gap) return { gap, motion: even[level].motion, rest: even[level].rest + read }
  return { gap, motion: Math.max(slowed(step), shortest), rest: read }
}

/** The time in ns in which nothing moved before a step, where that is said and cut short; or 0. */
export function waitBefore(step: Step, timing: Timing): number {
  return timing === 'scale' && slowed(step) > longest ? step.since : step.wait
}

/** How much room a step has beside others, where 1 is what it has evenly. */
export function roomOf(step: Step, timing: Timing): number {
  if (timing === 'even' || waitBefore(step, timing)) return 1
  return Math.max(slowed(step), shortest) / 800
}

function slowed(step: Step): number {
  return (step.since / 1e6) * slowness
}
