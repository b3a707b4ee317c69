// Whichever way one comes to an event, the same exists there: in every lesson, at every
// event, after playing, after stepping back and after a jump.
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lessonNames, traces, type Traces } from '../../test/traces'
import { levels, type Level, type Told, type World } from '../wire/gen'
import { Playback } from './playback.svelte'
import { Preferences } from './preferences.svelte'
import { Run } from './run.svelte'

let program: Traces

beforeAll(() => {
  program = traces()
}, 300_000)
afterAll(() => program?.remove())

// What exists does not depend on how the world is drawn.
const world = {
  type: 'world',
  run: '',
  seed: 1,
  ownSeed: 1,
  start: '2026-03-02T09:00:00Z',
  lesson: { name: '', title: '', world: { sites: [], hosts: [], links: [] } },
} as unknown as World

function open(told: readonly Told[], level: Level): Playback {
  const run = new Run(world, () => undefined)
  run.add(told)
  run.end({ type: 'ended', run: '', outcome: 'quiet', last: told.at(-1)!.event.seq })
  const playback = new Playback(run, new Preferences(), () => true)
  playback.level = level
  return playback
}

/** All of a moment in a few letters. */
function print({ moment }: Playback): string {
  const text = JSON.stringify(moment, (_, value) => {
    return value instanceof Map || value instanceof Set
      ? [...(value as Iterable<unknown>)]
      : (value as unknown)
  })
  return createHash('sha1').update(text).digest('hex')
}

/** Every index once, far from the one before. */
function* leaps(count: number) {
  for (let start = 0; start < 37; start++) for (let i = start; i < count; i += 37) yield i
}

describe.each(lessonNames())('%s', (lesson) => {
  it('is the same at every event, whichever way one comes to it', { timeout: 60_000 }, () => {
    const told = program.of(lesson)
    for (const level of levels.filter((l) => l !== 'wire')) {
      const playback = open(told, level)
      const { length } = playback.steps
      playback.seek(0)
      const played = [print(playback)]
      while (playback.index < length - 1) {
        playback.forward()
        if (!playback.question) played.push(print(playback))
      }
      expect(played).toHaveLength(length)
      const wrong: string[] = []
      for (let i = length - 2; i >= 0; i--) {
        playback.back()
        if (print(playback) !== played[i]) wrong.push(`back to ${i}`)
      }
      const jumping = open(told, level)
      for (const i of leaps(length)) {
        jumping.seek(i)
        if (print(jumping) !== played[i]) wrong.push(`jump to ${i}`)
      }
      expect(wrong).toEqual([])
    }
  })
})
