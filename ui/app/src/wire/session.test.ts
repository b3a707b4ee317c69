import { beforeEach, describe, expect, it } from 'vitest'
import type { BrowserFrame, Hello, ServerFrame, Told, World } from './gen'
import { Session } from './session'

const hello: Hello = { type: 'hello', protocol: 1, version: 'test', sourceLimit: 1000, lessons: [] }
const world = (run: string, lesson = 'a') =>
  ({ type: 'world', run, seed: 7, lesson: { name: lesson } }) as World
const told = (...seqs: number[]) => seqs.map((seq) => ({ event: { seq }, text: '' }) as Told)
const events = (run: string, ...seqs: number[]): ServerFrame => ({
  type: 'events',
  run,
  events: told(...seqs),
})

let sent: BrowserFrame[]
let seen: string[]
let session: Session

beforeEach(() => {
  sent = []
  seen = []
  session = new Session((frame) => sent.push(frame) > 0, {
    hello: () => seen.push('hello'),
    mismatch: () => seen.push('mismatch'),
    world: (w) => seen.push(`world ${w.run}`),
    events: (list) => seen.push(`events ${list.map((t) => t.event.seq).join(' ')}`),
    detail: (list, conn, done) => seen.push(`detail ${conn} ${list.length}${done ? ' done' : ''}`),
    ended: () => seen.push('ended'),
    checked: (c) => seen.push(`checked ${c.number}`),
    problem: (p) => seen.push(`problem ${p.code}`),
  })
})

describe('a session', () => {
  it('waits for the greeting before it asks', () => {
    session.open({ lesson: 'a' })
    expect(sent).toEqual([])
    session.receive(hello)
    expect(sent).toEqual([{ type: 'open', lesson: 'a', seed: undefined }])
  })

  it('refuses a server of another version', () => {
    session.open({ lesson: 'a' })
    session.receive({ ...hello, protocol: 2 })
    expect(seen).toEqual(['mismatch'])
    expect(sent).toEqual([])
  })

  it('goes on after the last event that it has', () => {
    session.receive(hello)
    session.open({ lesson: 'a' })
    session.receive(world('r1'))
    session.receive(events('r1', 1, 2, 5))
    session.lost()
    sent.length = 0
    session.receive(hello)
    expect(sent).toEqual([{ type: 'resume', run: 'r1', after: 5 }])
    session.receive(events('r1', 5, 6))
    expect(seen.at(-1)).toBe('events 6')
  })

  it('plays a run again that the server has forgotten, and goes on where it was', () => {
    session.receive(hello)
    session.open({ lesson: 'a' })
    session.receive(world('r1'))
    session.receive(events('r1', 1, 2))
    session.receive({ type: 'problem', code: 'unknown-run', text: '', run: 'r1' })
    expect(sent.at(-1)).toEqual({ type: 'open', lesson: 'a', seed: 7 })
    session.receive(world('r2'))
    session.receive(events('r2', 1, 2, 3))
    expect(seen).toEqual(['hello', 'world r1', 'events 1 2', 'events 3'])
  })

  it('begins anew if the lesson was changed meanwhile', () => {
    session.receive(hello)
    session.open({ lesson: 'a' })
    session.receive(world('r1'))
    session.receive(events('r1', 1, 2))
    session.receive({ type: 'problem', code: 'unknown-run', text: '', run: 'r1' })
    session.receive({ ...world('r2'), source: 'another' })
    session.receive(events('r2', 1))
    expect(seen.slice(-2)).toEqual(['world r2', 'events 1'])
  })

  it('asks again for the detail that did not come completely', () => {
    session.receive(hello)
    session.open({ lesson: 'a' })
    session.receive(world('r1'))
    session.detail('c1')
    session.detail('c2')
    session.receive({ type: 'events', run: 'r1', detail: true, conn: 'c1', done: true, events: told(3) })
    session.lost()
    sent.length = 0
    session.receive(hello)
    expect(sent.slice(1)).toEqual([{ type: 'detail', run: 'r1', conn: 'c2' }])
  })

  it('ignores what belongs to a lesson that was left', () => {
    session.receive(hello)
    session.open({ lesson: 'a' })
    session.open({ lesson: 'b' })
    session.receive(world('r1', 'a'))
    session.receive(events('r1', 1))
    expect(seen).toEqual(['hello'])
  })

  it('opens a scenario by its text, and knows its world by the text', () => {
    session.receive(hello)
    session.open({ source: 'title: T' })
    expect(sent).toEqual([{ type: 'open', source: 'title: T', seed: undefined }])
    session.receive({ ...world('r1', 'scenario'), source: 'title: before' })
    session.receive({ ...world('r2', 'scenario'), source: 'title: T' })
    expect(seen).toEqual(['hello', 'world r2'])
    session.receive({ type: 'problem', code: 'unknown-run', text: '', run: 'r2' })
    expect(sent.at(-1)).toEqual({ type: 'open', source: 'title: T', seed: 7 })
  })

  it('has a text checked only where somebody listens', () => {
    expect(session.check(1, 'title: T')).toBe(false)
    session.receive(hello)
    expect(session.check(2, 'title: T')).toBe(true)
    session.receive({ type: 'checked', number: 2, faults: [] })
    expect(seen).toEqual(['hello', 'checked 2'])
    session.lost()
    expect(session.check(3, 'title: T')).toBe(false)
  })
})
