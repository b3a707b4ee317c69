import { describe, expect, it } from 'vitest'
import { readRecording, recordings } from '../../test/recordings'
import { Connections } from '../model/connections'
import type { Host } from '../wire/gen'
import { captionOf } from './captions'
import { clockTime, dayOf, duration, elapsed, paragraphs, shorten, sinceSeconds } from './format'
import { cardName, shortName } from './hostnames'
import { addressOf, references } from './rfc'

const start = '2026-03-02T09:00:00Z'

describe('times', () => {
  it('are read off the world’s clock', () => {
    expect(clockTime(start, 1_118_000_000)).toBe('09:00:01.118')
    expect([0, 65, 3600, 36061].map(elapsed)).toEqual(['0:00', '1:05', '1:00:00', '10:01:01'])
    expect(dayOf(start, 16 * 3600e9, 'en-GB')).toBe('Tue 3 March 2026')
  })

  it('are told in two units at most', () => {
    expect(duration(2 * 3600e9 + 14 * 60e9 + 9e9)).toBe('2 h 14 min')
    expect(duration(5 * 86400e9)).toBe('5 d')
    expect(duration(3630e9)).toBe('1 h')
    expect(duration(930e9)).toBe('15 min')
    expect(duration(75e9)).toBe('1 min 15 s')
    expect(duration(0)).toBe('0 s')
    expect(sinceSeconds(1_118_400_000)).toBe('1.118')
    expect(sinceSeconds(3600e9)).toBe('1 h')
  })
})

it('long texts are cut and say so', () => {
  expect(shorten('abcdef', 4)).toBe('abc…')
  expect(shorten('abcd', 4)).toBe('abcd')
})

it('texts are broken at empty lines only', () => {
  expect(paragraphs('one\ntwo\n\nthree\n')).toEqual(['one two', 'three'])
})

it('hosts are called by what tells them apart', () => {
  const host = (name: string, site: string, person?: string): Host => ({
    name: `${name}.${site}`,
    label: name,
    site,
    person,
    addresses: [],
    roles: [],
  })
  const hosts = [
    host('mail', 'a.example'),
    host('ann', 'a.example', 'Ann'),
    host('ann', 'b.example', 'Ann'),
    host('dora-phone', 'b.example', 'Dora'),
    host('dora-laptop', 'b.example', 'Dora'),
    host('ns', 'root'),
  ]
  const site = (name: string, kind = 'organisation') => ({ name, kind, prefixes: [] })
  const world = { hosts, sites: [site('a.example'), site('b.example'), site('root', 'internet')], links: [] }
  expect(hosts.map((h) => shortName(h, world))).toEqual([
    'mail.a',
    'Ann.a',
    'Ann.b',
    'Dora, phone',
    'Dora, laptop',
    'ns.root',
  ])
  expect(hosts.map((h) => cardName(h, world))).toEqual([
    'mail',
    'Ann',
    'Ann',
    'Dora, phone',
    'Dora, laptop',
    'ns.root',
  ])
})

it('references are cut into parts, and a section belongs to the RFC before it', () => {
  const [first, second] = references('RFC 5321 §4.2.5, §6.1')
  expect(first).toEqual({ text: 'RFC 5321 §4.2.5', rfc: '5321', section: '4.2.5' })
  expect(second).toEqual({ text: '§6.1', rfc: '5321', section: '6.1' })
  expect(addressOf(second!)).toBe('https://www.rfc-editor.org/rfc/rfc5321#section-6.1')
  const [appendix] = references('RFC 7208 Appendix D.2')
  expect(addressOf(appendix!)).toBe('https://www.rfc-editor.org/rfc/rfc7208#appendix-D.2')
  expect(addressOf(references('RFC 3848')[0]!)).toBe('https://www.rfc-editor.org/rfc/rfc3848')
  expect(references('common sense')).toEqual([{ text: 'common sense', rfc: undefined, section: undefined }])
})

it.each(recordings())('the captions of %s fit on the map', (name) => {
  const told = readRecording(name)
  const connections = new Connections()
  connections.add(told)
  for (const { event } of told) {
    const caption = captionOf(event, connections.get(event.conn), 'letter')
    expect(caption).not.toMatch(/undefined|\n/)
    expect(caption.length).toBeLessThanOrEqual(34)
  }
})
