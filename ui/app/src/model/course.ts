// The lessons as a course: chapters, in their order.
import type { Lesson } from '../wire/gen'

export interface Chapter {
  /** empty for lessons that belong to none */
  title: string
  lessons: Lesson[]
}

/** The lessons of each chapter, in course order. */
export function chaptersOf(lessons: readonly Lesson[]): Chapter[] {
  const chapters: Chapter[] = []
  for (const lesson of lessons) {
    const title = lesson.group ?? ''
    if (chapters.at(-1)?.title !== title) chapters.push({ title, lessons: [] })
    chapters.at(-1)!.lessons.push(lesson)
  }
  return chapters
}

/** A lesson's number in the course, which its name begins with: 18b of 18b-open-relay. Empty if it has none. */
export function courseNumber(name: string): string {
  return /^0*(\d+[a-z]?)-/.exec(name)?.[1] ?? ''
}
