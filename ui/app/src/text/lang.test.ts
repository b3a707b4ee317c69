import { afterEach, expect, it } from 'vitest'
import { en, type Words } from './en'
import { lang, speak } from './lang'

const backwards: Words = { ...en, language: 'x', skip: en.skip.split('').toReversed().join('') }
const known = { en, de: backwards }

afterEach(() => speak(['en']))

it('speaks the first language wanted that there is', () => {
  speak(['fr', 'de-CH', 'en'], known)
  expect(lang.skip).toBe('trap niam eht ot pikS')
  speak(['en-GB', 'de'], known)
  expect(lang).toBe(en)
})

it('speaks English where nothing is wanted that there is', () => {
  for (const wanted of [[], [''], ['fr', 'constructor']]) {
    speak(wanted, known)
    expect(lang).toBe(en)
  }
})
