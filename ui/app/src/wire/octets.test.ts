import { expect, it } from 'vitest'
import { readFrame } from './frames'
import { textOf, visible } from './octets'

it('shows octets that are no text as numbers', () => {
  expect(textOf('plain')).toBe('plain')
  expect(textOf({ base64: btoa('a\xffb\r\n') })).toBe('a\\xffb\r\n')
})

it('shows what would otherwise work unseen', () => {
  expect(visible('a\u001b[2Jb')).toBe('a\u241b[2Jb')
  expect(visible('pay\u202epal.example')).toBe('pay\\u202epal.example')
  expect(visible('two\r\n\tlines, é and 中')).toBe('two\r\n\tlines, é and 中')
})

it('reads an empty list that Go wrote as null', () => {
  expect(readFrame('{"type":"events","run":"r","events":null}')).toEqual({
    type: 'events',
    run: 'r',
    events: [],
  })
})
