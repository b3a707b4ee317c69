// The language that the page speaks. English stands in for what there is not.
import { en, type Words } from './en'

/** By their tags, RFC 5646. */
export const languages: Readonly<Record<string, Words>> = { en }

/** The words of the page. They are settled before anything is drawn and stay what they are. */
export let lang: Words = en

/** Speaks the first of the wanted languages that there is. A region is only an accent. */
export function speak(wanted: readonly string[], known = languages) {
  const tags = wanted.flatMap((tag) => [tag.toLowerCase(), tag.toLowerCase().split('-')[0]!])
  lang = known[tags.find((tag) => Object.hasOwn(known, tag)) ?? 'en'] ?? en
}
