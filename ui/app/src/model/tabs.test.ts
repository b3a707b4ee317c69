import { expect, it } from 'vitest'
import { recordings, readRecording } from '../../test/recordings'
import { tabFor, tabOf, tabs } from './tabs'

it('has a side for every event', () => {
  for (const name of recordings())
    for (const { event } of readRecording(name)) expect(tabs).toContain(tabOf(event))
})

it('shows a host where it has something to show, and stays there if it can', () => {
  expect(tabFor(['dns', 'resolver'], 'message')).toBe('dns')
  expect(tabFor(['msa', 'mta'], 'message')).toBe('conversation')
  expect(tabFor(['msa', 'mta'], 'queue')).toBe('queue')
  expect(tabFor(['mua'], 'queue')).toBe('conversation')
  expect(tabFor(['mua'], 'mailbox')).toBe('mailbox')
  expect(tabFor(['mua'], 'settings')).toBe('settings')
})
