import { flushSync } from 'svelte'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Podium, speakerHref, type Channel, type Deed, type Frame, type Scene } from './podium.svelte'
import { Speaker } from './speaker.svelte'

let ends: Channel[]

/** One more window on the same channel. */
function open(): Channel {
  const end: Channel = {
    onmessage: null,
    close: () => (ends = ends.filter((e) => e !== end)),
    postMessage: (data: Frame) =>
      ends.forEach((e) => e !== end && e.onmessage?.({ data: structuredClone(data) })),
  }
  ends.push(end)
  return end
}

const scene = (href: string, step = 1) => ({ href, step, steps: 9, misconceptions: [] }) as unknown as Scene

beforeEach(() => {
  ends = []
  vi.useFakeTimers()
})
afterEach(() => void vi.useRealTimers())

function podium(href: string) {
  const done: Deed[] = []
  const it = new Podium((deed) => done.push(deed), open())
  it.show(scene(href))
  return { it, done }
}

it('finds the window that shows the lesson, and no other', () => {
  const [other, first] = [podium('/lesson/b'), podium('/lesson/a')]
  const speaker = new Speaker('/lesson/a', open())
  expect(first.it.heard).toBe(true)
  expect(speaker.here).toBe(true)
  expect(speaker.scene!.href).toBe('/lesson/a')
  speaker.do('on')
  first.it.show(scene('/lesson/a', 2))
  flushSync()
  expect(speaker.scene!.step).toBe(2)
  expect([first.done, other.done]).toEqual([['on'], []])
  speaker.close()
})

it('follows it to the next lesson', () => {
  const first = podium('/lesson/a')
  const speaker = new Speaker('/lesson/a', open())
  first.it.show(scene('/lesson/b'))
  expect(speaker.scene!.href).toBe('/lesson/b')
  speaker.close()
})

it('says when it is gone, and finds it again when it is loaded anew', () => {
  const first = podium('/lesson/a')
  const speaker = new Speaker('/lesson/a', open())
  first.it.close()
  expect(speaker.here).toBe(false)
  speaker.do('on')
  expect(first.done).toEqual([])
  expect(speaker.scene).toBeDefined()
  podium('/lesson/a')
  vi.advanceTimersByTime(2000)
  expect(speaker.here).toBe(true)
  ends = ends.slice(1, 2) // that window crashes: it says nothing any more
  vi.advanceTimersByTime(10_000)
  expect(speaker.here).toBe(false)
  speaker.close()
})

it('has an address of its own', () => {
  expect(speakerHref('#/lesson/a/edit')).toBe('#/speaker/lesson/a')
})
