import { describe, expect, it } from 'vitest'
import { readRecording, recordings } from '../../test/recordings'
import type { Told } from '../wire/gen'
import { Log } from './log'
import { advance, beginning, type Moment } from './moment'
import { Timeline } from './timeline'

/** A long run: the recording again and again, with other messages each time. */
function repeated(told: readonly Told[], times: number): Told[] {
  return Array.from({ length: times }, (_, round) =>
    told.map(({ event, text }) => ({
      event: {
        ...event,
        seq: event.seq + round * told.length,
        message: event.message && `${event.message}.${round}`,
      },
      text,
    })),
  ).flat()
}

describe.each(recordings())('the moments of %s', (name) => {
  const told = readRecording(name).filter((t) => t.event.level !== 'wire')
  const played: Moment[] = []
  const moment = beginning()
  for (const { event } of told) {
    advance(moment, event)
    played.push(structuredClone(moment))
  }

  it('are the same by playing, by stepping back and by jumping about', () => {
    const timeline = new Timeline(told, 8)
    const at = (i: number) => timeline.upTo(told[i]!.event.seq)
    const jumps = told.map((_, i) => (i * 37) % told.length)
    const back = told.map((_, i) => told.length - 1 - i)
    for (const i of [...told.keys(), ...back, ...jumps]) expect(at(i)).toEqual(played[i])
  })

  it('are the same whether or not the wire was looked at', () => {
    const log = new Log()
    log.add(told)
    const before = new Timeline(log.plain).upTo(Infinity)
    log.addDetail(readRecording(name))
    expect(new Timeline(log.plain).upTo(Infinity)).toEqual(before)
    expect(log.all.length).toBeGreaterThan(log.plain.length)
  })

  it('grow with the events that are still to come', () => {
    const growing: Told[] = []
    const timeline = new Timeline(growing, 8)
    for (const t of told) {
      growing.push(t)
      expect(timeline.upTo(Infinity).seq).toBe(t.event.seq)
    }
    expect(timeline.upTo(Infinity)).toEqual(played.at(-1))
  })
})

it('a long run keeps a limited number of checkpoints and is still exact', () => {
  const told = repeated(
    readRecording(recordings()[0]!).filter((t) => t.event.level !== 'wire'),
    8,
  )
  const timeline = new Timeline(told, 2)
  timeline.upTo(Infinity)
  for (const i of [told.length - 2, 5, 300, 299, 0]) {
    const { seq } = told[i]!.event
    expect(timeline.upTo(seq)).toEqual(new Timeline(told, 1e6).upTo(seq))
  }
})
