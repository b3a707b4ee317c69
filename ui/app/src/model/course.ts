// The lessons as a course: chapters, in their order.
import type { Lesson } from '../wire/gen'

export interface Chapter {
  /** empty for lessons that belong to none */
  title: string
  lessons: { lesson: Lesson; number: number }[]
}

/** The lessons of each chapter, all numbered from 1 in course order. */
export function chaptersOf(lessons: readonly Lesson[]): Chapter[] {
  const chapters: Chapter[] = []
  lessons.forEach((lesson, i) => {
    const title = lesson.group ?? ''
    if (chapters.at(-1)?.title !== title) chapters.push({ title, lessons: [] })
    chapters.at(-1)!.lessons.push({ lesson, number: i + 1 })
  })
  return chapters
}
