import { beforeEach, describe, expect, it } from 'vitest'
import { readRecording, readWorlds } from '../../test/recordings'
import { slowness } from '../model/pace'
import { Playback } from './playback.svelte'
import { Preferences } from './preferences.svelte'
import { Run } from './run.svelte'

let asked: string[]
let playback: Playback
let calm = false

function open(name: string): Playback {
  const world = readWorlds().find((w) => w.lesson.name === name)!
  const run = new Run(world, (conn) => asked.push(conn))
  const told = readRecording(name)
  run.add(told.filter((t) => t.event.level !== 'wire'))
  run.end({ type: 'ended', run: world.run, outcome: 'quiet', last: told.length })
  return new Playback(run, new Preferences(), () => calm)
}

beforeEach(() => {
  localStorage.clear()
  asked = []
  calm = false
  playback = open('11-receiver-down')
})

describe('playback', () => {
  it('steps on and back, and no further than the ends', () => {
    playback.back()
    expect(playback.index).toBe(0)
    playback.forward()
    playback.forward()
    expect(playback.index).toBe(2)
    playback.back()
    expect(playback.index).toBe(1)
    playback.seek(1e6)
    expect(playback.atEnd).toBe(true)
    playback.forward()
    expect(playback.index).toBe(playback.steps.length - 1)
  })

  it('moves after a step on, and stands still after a step back or a jump', () => {
    playback.forward()
    expect(playback.progress).toBe(0)
    playback.tick(1e6)
    expect(playback.progress).toBe(1)
    expect(playback.moving).toBe(false)
    playback.back()
    expect(playback.progress).toBe(1)
    playback.seek(5)
    expect(playback.progress).toBe(1)
  })

  it('plays every step to the end and then rests; then begins again', () => {
    playback.toggle()
    const seen = new Set([playback.index])
    for (let i = 0; i < 20_000 && playback.playing; i++) {
      playback.tick(20)
      seen.add(playback.index)
      playback.goOn() // whatever the lesson asks
    }
    expect(playback.playing).toBe(false)
    expect(seen.size).toBe(playback.steps.length)
    playback.toggle()
    expect(playback.index).toBe(0)
    expect(playback.playing).toBe(true)
  })

  it('pauses where nothing moves for long', () => {
    const gap = playback.steps.findIndex((s) => s.wait > 0)
    playback.seek(gap - 1)
    playback.forward()
    expect(playback.waiting).toBe(true)
    playback.tick(1600)
    expect(playback.waiting).toBe(false)
  })

  it('does not travel for those who want no motion', () => {
    calm = true
    playback.forward()
    expect(playback.progress).toBe(1)
  })

  it('keeps its place when one looks closer', () => {
    playback.seek(20)
    const { seq } = playback
    playback.level = 'wire'
    expect(playback.seq).toBe(seq)
    expect(asked).toEqual([''])
    playback.level = 'story'
    expect(playback.step!.told.event.seq).toBeLessThanOrEqual(seq)
    playback.level = 'hop'
    expect(playback.index).toBe(20)
  })

  it('begins as close as one looked at the last lesson, though never at every line', () => {
    playback.level = 'story'
    playback.level = 'wire'
    expect(open('01-plain-flow').level).toBe('story')
    localStorage.setItem('mailflow', '{"level": "wire"}')
    expect(open('01-plain-flow').level).toBe('hop')
  })

  it('plays a part again and again', () => {
    playback.seek(3)
    playback.setLoop('from')
    playback.seek(6)
    playback.setLoop('to')
    playback.toggle()
    const seen: number[] = []
    for (let i = 0; i < 2000; i++) {
      playback.tick(20)
      if (seen.at(-1) !== playback.index) seen.push(playback.index)
    }
    expect(seen.slice(0, 6)).toEqual([4, 5, 6, 3, 4, 5])
    expect(playback.playing).toBe(true)
  })

  it('loops from the start or to the end where only the other end is set', () => {
    playback.seek(6)
    playback.setLoop('to')
    expect(playback.loop).toEqual({ from: 0, to: 6 })
    playback.seek(9)
    playback.setLoop('from') // after the end: that one is given up
    expect(playback.loop).toEqual({ from: 9, to: playback.steps.length - 1 })
    playback.clearLoop()
    expect(playback.loop).toBeUndefined()
  })

  it('takes its time as the world does, where that is wanted', () => {
    playback.timing = 'scale'
    const steps = playback.steps
    const quick = steps.findIndex((s, i) => i > 0 && s.since === 0 && !s.note)
    playback.seek(quick - 1)
    playback.forward()
    playback.tick(90)
    expect(playback.progress).toBe(1)
    const slow = steps.findIndex((s) => s.since > 15e6 && s.since < 60e6 && !s.note)
    playback.seek(slow - 1)
    playback.forward()
    playback.tick((steps[slow]!.since / 2 / 1e6) * slowness)
    expect(playback.progress).toBeCloseTo(0.5)
    const cut = steps.findIndex((s) => s.since > 1e9 && s.since < 60e9)
    playback.seek(cut - 1)
    playback.forward()
    expect(playback.waiting).toBe(true)
    expect(playback.waitBefore(steps[cut]!)).toBe(steps[cut]!.since)
  })

  it('follows a letter', () => {
    playback.followLetter(1)
    expect(playback.event?.kind).toBe('message.composed')
    playback.followLetter(1)
    expect(playback.event?.message).toBe('m1')
    playback.followLetter(-1)
    expect(playback.event?.kind).toBe('message.composed')
  })
})

describe('preferences', () => {
  it('are still there the next time', () => {
    const first = new Preferences()
    first.like('theme', 'dark')
    first.finish('a')
    first.finish('a')
    const second = new Preferences()
    expect(second.taste.theme).toBe('dark')
    expect(second.isDone('a')).toBe(true)
    expect(second.countDone).toBe(1)
  })

  it('survive a browser that kept nonsense', () => {
    localStorage.setItem('mailflow', '{"theme": "neon", "text": "huge"}')
    expect(new Preferences().taste).toMatchObject({ theme: 'system', text: 'huge' })
    localStorage.setItem('mailflow', 'nonsense')
    expect(new Preferences().taste.theme).toBe('system')
  })
})
