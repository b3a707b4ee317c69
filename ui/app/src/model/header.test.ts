import { expect, it } from 'vitest'
import { event } from '../../test/events'
import { alter, freshAt, parseMessage, removedAt } from './header'

const altered = event(
  'message.altered',
  'mail',
  {
    added: [{ name: 'Received', raw: 'Received: by mail' }],
    removed: [{ name: 'Bcc', raw: 'Bcc: carol,\r\n dora' }],
  },
  { message: 'm1', role: 'msa' },
)
const told = [{ event: altered, text: '' }]
const { fields } = parseMessage('From: alice\r\nBcc: carol,\r\n dora\r\n\r\nHello')

it('tells what a server added, and where it did', () => {
  const after = alter(fields, altered)
  expect(after.map((f) => f.name)).toEqual(['Received', 'From'])
  expect(after[0]).toMatchObject({ by: 'mail', role: 'msa', seq: altered.seq })
  expect(freshAt(after[0]!, { node: 'mail', role: 'mta' })).toBe(true)
  expect(freshAt(after[0]!, { node: 'mail', role: 'mda' })).toBe(false)
})

it('tells what a server took out, from then on and only there', () => {
  const at = { node: 'mail', role: 'mta' } as const
  expect(removedAt(told, altered.seq, 'm1', at).map((f) => f.raw)).toEqual(['Bcc: carol,\n dora'])
  expect(removedAt(told, altered.seq - 1, 'm1', at)).toEqual([])
  expect(removedAt(told, Infinity, 'm2', at)).toEqual([])
  expect(removedAt(told, Infinity, 'm1', { node: 'mail', role: 'mda' })).toEqual([])
})
