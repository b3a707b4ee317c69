import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Fault } from '../wire/gen'
import { Checker, unfit } from './checker'
import { Editing, pause } from './editing.svelte'
import { Shelf } from './shelf.svelte'

const fault = (message: string): Fault => ({ line: 1, column: 1, message })

describe('a checker', () => {
  it('gives each answer to whoever asked, and none when the connection is lost', async () => {
    const sent: string[] = []
    const checker = new Checker((number, source) => sent.push(`${number} ${source}`) > 0)
    const [a, b, c] = [checker.check('a'), checker.check('b'), checker.check('c')]
    checker.answer({ type: 'checked', number: 2, faults: [fault('b')] })
    checker.answer({ type: 'checked', number: 1, faults: [] })
    checker.lost()
    expect(await Promise.all([a, b, c])).toEqual([[], [fault('b')], undefined])
    expect(sent).toEqual(['1 a', '2 b', '3 c'])
    expect(await new Checker(() => false).check('a')).toBeUndefined()
  })

  it('knows what is not worth sending', () => {
    expect(unfit('title: T\n\tä', 100)).toBeUndefined()
    expect(unfit('x'.repeat(101), 100)).toBe('long')
    expect(unfit('ä'.repeat(51), 100)).toBe('long')
    expect(unfit('PK\x03\x04', 100)).toBe('binary')
  })
})

describe('a text that is being edited', () => {
  let asked: string[]
  let kept: string
  let answers: ((faults: Fault[] | undefined) => void)[]
  let editing: Editing

  beforeEach(() => {
    vi.useFakeTimers()
    asked = []
    answers = []
    kept = ''
    editing = new Editing('a', 'a', {
      check: (source) => {
        asked.push(source)
        return new Promise((resolve) => answers.push(resolve))
      },
      sourceLimit: () => 10,
      keep: (text) => (kept = text),
    })
  })

  it('is not kept again as long as nobody writes', async () => {
    void editing.settle()
    expect(kept).toBe('')
    editing.write('ab')
    void editing.settle()
    kept = ''
    void editing.settle()
    expect(kept).toBe('')
    await vi.advanceTimersByTimeAsync(pause)
    expect(kept).toBe('')
    editing.keptElsewhere('other') // and so what is here is to be kept after all
    void editing.settle()
    expect(kept).toBe('ab')
  })

  it('is kept and checked when the writer pauses', () => {
    editing.write('ab')
    vi.advanceTimersByTime(pause - 1)
    editing.write('abc')
    vi.advanceTimersByTime(pause - 1)
    expect(asked).toEqual([])
    vi.advanceTimersByTime(1)
    expect(asked).toEqual(['abc'])
    expect(kept).toBe('abc')
    expect(editing.changed).toBe(true)
  })

  it('is sound only as far as it was checked', async () => {
    const first = editing.settle()
    editing.write('abc')
    answers[0]!([fault('of a')])
    await vi.waitFor(() => expect(asked).toEqual(['a', 'abc']))
    expect(editing.upToDate).toBe(false)
    answers[1]!([])
    await first
    expect(editing.sound).toBe(true)
    editing.write('abcd')
    expect(editing.sound).toBe(false)
  })

  it('keeps its last faults while nobody answers', async () => {
    const done = editing.settle()
    answers[0]!(undefined)
    await done
    expect(editing.upToDate).toBe(false)
    void editing.settle()
    expect(asked).toEqual(['a', 'a'])
  })

  it('is not sent if it is too long', async () => {
    editing.write('abcdefghijkl')
    await editing.settle()
    expect(asked).toEqual([])
    expect([editing.unfit, editing.sound]).toEqual(['long', false])
  })
})

describe('the shelf', () => {
  beforeEach(() => {
    vi.useRealTimers()
    localStorage.clear()
  })

  it('keeps what was put on it, also for the next visit', () => {
    const id = new Shelf().add('title: A')
    const shelf = new Shelf()
    expect(shelf.get(id)).toMatchObject({ source: 'title: A', original: 'title: A' })
    shelf.rewrite(id, 'title: B', 'title: A')
    expect(new Shelf().get(id)).toMatchObject({ source: 'title: B', original: 'title: A' })
    const own = shelf.get(id)!
    shelf.remove(id)
    expect(new Shelf().all).toEqual([])
    shelf.put(own) // and it comes back
    expect(new Shelf().all).toHaveLength(1)
  })

  it('gives two scenarios of one moment two names', () => {
    const shelf = new Shelf()
    expect(shelf.add('a')).not.toBe(shelf.add('b'))
  })

  it('keeps a lesson only as long as it is changed', () => {
    const shelf = new Shelf()
    shelf.keepDraft('01-plain-flow', 'new', 'old')
    expect(shelf.draftOf('01-plain-flow')).toMatchObject({
      source: 'new',
      original: 'old',
      lesson: '01-plain-flow',
    })
    shelf.keepDraft('01-plain-flow', 'old', 'old')
    expect(shelf.all).toEqual([])
  })

  it('says when the browser has no room, and shows what it has', () => {
    const shelf = new Shelf()
    const write = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new Error('full')
    })
    const id = shelf.add('title: A')
    expect([shelf.full, shelf.get(id)?.source]).toEqual([true, 'title: A'])
    write.mockRestore()
    shelf.rewrite(id, 'title: B', 'title: A')
    expect(shelf.full).toBe(false)
  })

  it('tells what another window did, and keeps what one writes on after it has removed it', () => {
    const shelf = new Shelf()
    const id = shelf.add('title: A')
    const key = `mailflow.own.${id}`
    expect(shelf.elsewhere).toBeUndefined()
    localStorage.setItem(key, JSON.stringify({ id, source: 'title: B', original: 'title: A' }))
    dispatchEvent(new StorageEvent('storage', { key }))
    expect(shelf.elsewhere).toEqual({ id, source: 'title: B' })
    localStorage.removeItem(key)
    dispatchEvent(new StorageEvent('storage', { key }))
    expect(shelf.elsewhere).toEqual({ id, source: undefined })
    shelf.rewrite(id, 'title: C', 'title: A')
    expect(new Shelf().get(id)).toMatchObject({ source: 'title: C', original: 'title: A' })
  })

  it('passes over what is not its own', () => {
    localStorage.setItem('mailflow.own.x', '{"source": 7}')
    expect(new Shelf().all).toEqual([])
  })
})
