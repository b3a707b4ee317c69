import { describe, expect, it } from 'vitest'
import { readWorlds } from '../../test/recordings'
import { everything, find, wantsEverything, type Wanted } from './find'

const lessons = readWorlds()
  .map((w) => w.lesson)
  .filter((l) => /^\d/.test(l.name))
const done = new Set(['01-plain-flow'])
const found = (wanted: Partial<Wanted>) =>
  find(lessons, { ...everything, ...wanted }, (name) => done.has(name)).map((l) => l.name)

describe('finding lessons', () => {
  it('finds all as long as nothing is said', () => {
    expect(found({})).toHaveLength(lessons.length)
    expect(found({ words: '  ' })).toHaveLength(lessons.length)
    expect(wantsEverything({ ...everything, words: ' ' })).toBe(true)
    expect(wantsEverything({ ...everything, done: false })).toBe(false)
  })

  it('looks into titles, concepts, stories, numbers and RFCs', () => {
    expect(found({ words: 'GREYLIST' })).toContain('14-greylisting')
    expect(found({ words: 'lost its power' })).toEqual(['11-receiver-down'])
    expect(found({ words: '18b' })).toContain('18b-open-relay-behind-nat')
    expect(found({ words: 'rfc6409' })).toEqual(found({ words: 'rfc 6409' }))
    expect(found({ words: 'rfc6409' })).toContain('01-plain-flow')
  })

  it('wants all of the words, in any order', () => {
    expect(found({ words: 'relay open' })).toContain('18-open-relay')
    expect(found({ words: 'relay zebra' })).toEqual([])
  })

  it('goes by level, and by what is done', () => {
    expect(found({ done: true })).toEqual(['01-plain-flow'])
    expect(found({ done: false })).toHaveLength(lessons.length - 1)
    for (const name of found({ level: 'advanced' }))
      expect(lessons.find((l) => l.name === name)!.level).toBe('advanced')
  })
})
