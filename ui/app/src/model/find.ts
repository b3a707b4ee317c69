// Which lessons somebody looks for.
import type { Lesson } from '../wire/gen'
import { courseNumber } from './course'

export interface Wanted {
  /** words, all of which a lesson must have somewhere */
  words: string
  /** empty for every level */
  level: string
  /** undefined for lessons that are done and those that are not */
  done: boolean | undefined
}

export const everything: Wanted = { words: '', level: '', done: undefined }

export function wantsEverything(wanted: Wanted): boolean {
  return wanted.words.trim() === '' && wanted.level === '' && wanted.done === undefined
}

/** The lessons that are wanted, in their order. */
export function find(
  lessons: readonly Lesson[],
  wanted: Wanted,
  isDone: (lesson: string) => boolean,
): readonly Lesson[] {
  const words = fold(wanted.words).split(/\s+/).filter(Boolean)
  return lessons.filter(
    (lesson) =>
      (wanted.level === '' || lesson.level === wanted.level) &&
      (wanted.done === undefined || isDone(lesson.name) === wanted.done) &&
      (words.length === 0 || hasAll(textOf(lesson), words)),
  )
}

const hasAll = (text: string, words: string[]) => words.every((word) => text.includes(word))

const texts = new WeakMap<Lesson, string>()

/** All that is said of a lesson in the gallery, to be searched. */
function textOf(lesson: Lesson): string {
  let text = texts.get(lesson)
  if (text === undefined) {
    const { title, teaches, story, group, name, rfc } = lesson
    const numbers = rfc.map((r) => r.replace(/RFC\s+/g, 'RFC')) // some write RFC 5321, some RFC5321
    text = fold([courseNumber(name), title, teaches, group, name, ...rfc, ...numbers, story].join('\n'))
    texts.set(lesson, text)
  }
  return text
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[’‘]/g, "'").toLowerCase()
}
