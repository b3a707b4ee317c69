import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { words } from '../text/en.words'
import { courseNumber } from './course'
import { prose, wordsIn } from './words'

const folder = '../../scenarios'
const lessons = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => ({ file, source: readFileSync(`${folder}/${file}`, 'utf8') }))

const found = (source: string, story = '') => wordsIn(words, source, story).map((w) => w.word)

describe('the words of a scenario', () => {
  it('are those that it says, in any of their forms', () => {
    expect(found('say:\n  - text: Two Relays and a queue.\n    why: It asks for the MX.')).toEqual([
      'MX record',
      'queue',
      'relay',
    ])
    expect(found('', 'The client greets with EHLO')).toEqual(['client', 'EHLO'])
  })

  it('are not its keys, its settings and its addresses', () => {
    expect(found('sites:\n  - domain: spam.example\n    mx: [relay]\n')).toEqual([])
    expect(found('text: postmaster@beta.example\nwhy: The mailboxful')).toEqual([])
  })

  it('are told from others by their capitals', () => {
    expect(found('text: Idle talk, and nat')).toEqual([])
  })
})

describe('the list', () => {
  it('is in the order of the alphabet, and has each word once', () => {
    const names = words.map((w) => w.word)
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'en')))
    expect(new Set(names).size).toBe(names.length)
  })

  it('names lessons that there are, and that say the word', () => {
    const missing = words.filter(({ word, lesson }) => {
      const about = lessons.find(({ file }) => courseNumber(file) === lesson)
      return lesson && !(about && found(about.source, about.source).includes(word))
    })
    expect(missing.map((w) => w.word)).toEqual([])
  })

  it('has every abbreviation that a lesson uses', () => {
    const known = words.flatMap(({ word, also = [], meaning }) => [word, ...also, meaning]).join(' ')
    // what stands on the wire, and is explained where it is seen
    const wire =
      /^(DELE|QUIT|UIDL|DONE|SIZE|E?SMTPSA?|ESMTP|OK|BODY|HTTP|NOERROR|XJS|NSBN3|GTUBE|C4JDBQADN1)$/
    const unknown = new Set<string>()
    for (const { source } of lessons) {
      for (const [short] of prose(source, '').matchAll(/(?<![\w\\*.-])[A-Z][A-Z0-9]+(?![\w@*.-]*[\w@*-])/g))
        if (!wire.test(short) && !new RegExp(`\\b${short}\\b`).test(known)) unknown.add(short)
    }
    expect([...unknown]).toEqual([])
  })
})
