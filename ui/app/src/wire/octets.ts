// Octets made fit to be read. What travels in a mail may be hostile: nothing
// here may move a cursor, turn text round or hide a letter.
import type { Octets } from './gen'

/** textOf is the text of some octets; those that are no text show as \xNN. */
export function textOf(octets: Octets): string {
  if (typeof octets === 'string') return octets
  const bytes = atob(octets.base64)
  return Array.from(bytes, (c) => (c.charCodeAt(0) < 0x80 ? c : `\\x${hex(c.charCodeAt(0), 2)}`)).join('')
}

/** visible replaces what cannot be seen, other than line ends and tabs. */
export function visible(text: string): string {
  return text.replace(unseen, (c) => {
    const code = c.codePointAt(0)!
    if (code < 0x20) return String.fromCodePoint(0x2400 + code)
    return code === 0x7f ? '\u2421' : `\\u${hex(code, 4)}`
  })
}

// Control characters; the marks that override the direction of writing; and
// the characters without a width, with which look-alike names are made.
const unseen = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g // eslint-disable-line no-control-regex -- they are what we look for

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0')
}
