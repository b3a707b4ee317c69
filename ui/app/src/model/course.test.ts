import { describe, expect, it } from 'vitest'
import type { Lesson } from '../wire/gen'
import { chaptersOf, courseNumber } from './course'

const lesson = (name: string, group?: string) => ({ name, group }) as Lesson

describe('chapters', () => {
  it('keep the order of the course', () => {
    const chapters = chaptersOf([lesson('a', 'One'), lesson('b', 'One'), lesson('c', 'Two'), lesson('d')])
    expect(chapters.map((c) => [c.title, c.lessons.map((l) => l.name)])).toEqual([
      ['One', ['a', 'b']],
      ['Two', ['c']],
      ['', ['d']],
    ])
    expect(chaptersOf([])).toEqual([])
  })
})

describe('the number of a lesson', () => {
  it('is that of its file, without noughts in front', () => {
    expect(courseNumber('18b-open-relay-behind-nat')).toBe('18b')
    expect(courseNumber('01-plain-flow')).toBe('1')
    expect(courseNumber('10-pop3-and-imap')).toBe('10')
    expect(courseNumber('scenario')).toBe('')
    expect(courseNumber('2nd-try')).toBe('')
  })
})
