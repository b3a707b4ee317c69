import { describe, expect, it } from 'vitest'
import type { Lesson } from '../wire/gen'
import { chaptersOf } from './course'

const lesson = (name: string, group?: string) => ({ name, group }) as Lesson

describe('chapters', () => {
  it('keep the order and the numbers of the course', () => {
    const chapters = chaptersOf([lesson('a', 'One'), lesson('b', 'One'), lesson('c', 'Two'), lesson('d')])
    expect(chapters.map((c) => [c.title, c.lessons.map((l) => `${l.number}${l.lesson.name}`)])).toEqual([
      ['One', ['1a', '2b']],
      ['Two', ['3c']],
      ['', ['4d']],
    ])
    expect(chaptersOf([])).toEqual([])
  })
})
