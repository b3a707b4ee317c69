// Which of the known words a lesson uses.

/** A word in its forms. */
interface Known {
  word: string
  also?: readonly string[]
}

// A sentence ends where its line does, or where the fact begins that stands beside it.
const said = /\b(?:title|teaches|text|why|belief|truth): *(.+?)(?=, (?:event|order|mailbox|header): |$)/gm

/** What a scenario says to its readers: its story, and what stands in the file as a sentence. */
export function prose(source: string, story: string): string {
  return [story, ...Array.from(source.matchAll(said), (m) => m[1])].join('\n')
}

/** The words that a scenario uses, in the order in which they were given. */
export function wordsIn<W extends Known>(words: readonly W[], source: string, story: string): W[] {
  const text = prose(source, story)
  return words.filter((w) => forms(w).test(text))
}

// Short names like MX or TO are told from other words by their capitals.
function forms({ word, also = [] }: Known): RegExp {
  const any = [word, ...also].map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
  const capitals = [word, ...also].some((form) => /^[A-Z][A-Z0-9]+$/.test(form))
  return new RegExp(`(?<![\\w@.-])(?:${any})(?![\\w@-]|\\.\\w)`, capitals ? '' : 'i')
}
