import { describe, expect, it } from 'vitest'
import { event } from '../../test/events'
import { readWorlds } from '../../test/recordings'
import {
  bySource,
  changesAt,
  grouped,
  linesAround,
  nanoseconds,
  patienceOf,
  peopleAt,
  settingsOfHost,
  valueOfSetting,
} from './settings'

const name = '11-receiver-down'
const world = readWorlds().find((w) => w.lesson.name === name)!

describe('settings', () => {
  it('are those of a host, and of whoever sits there', () => {
    expect(valueOfSetting(settingsOfHost(world, 'mail.alpha.example'), 'mta.strangers')).toBe('refuse')
    expect(peopleAt(world, 'alice.alpha.example').map((p) => p.name)).toEqual(['alice@alpha.example'])
    expect(settingsOfHost(world, 'nobody')).toBeUndefined()
  })

  it('stand where they say they stand', () => {
    for (const settings of world.settings!) {
      for (const { key, line } of bySource(settings).written) {
        const here = linesAround(world.source, line!, 0)[0]!.text
        expect(here, `${settings.name} ${key}`).not.toBe('')
      }
    }
  })

  it('stand together by their place', () => {
    const list = ['name', 'mta.tls', 'mta.retry.expire', 'mta.retry.warn'].map((key) => ({ key, value: '' }))
    const groups = grouped(list).map((g) => [g.path, g.list.map((one) => one.name).join(' ')])
    expect(groups).toEqual([
      ['', 'name'],
      ['mta', 'tls'],
      ['mta.retry', 'expire warn'],
    ])
  })

  it('tell how long a queue waits, and what the script changes', () => {
    expect(patienceOf(world, 'mail.alpha.example')).toBe(5 * 86400e9)
    expect(patienceOf(world, 'alice.alpha.example')).toBeUndefined()
    const step = (action: string) => ({ event: event('action.taken', 'mx', { action }), text: '' })
    const told = [step('send'), step('configure'), step('setup')]
    expect(changesAt(told, Infinity)).toEqual([told[1]!.event, told[2]!.event])
    expect(changesAt(told, told[1]!.event.seq)).toHaveLength(1)
  })

  it('have durations as scenarios write them', () => {
    expect(nanoseconds('1h30m')).toBe(5400e9)
    expect(nanoseconds('5d')).toBe(5 * 86400e9)
    expect(nanoseconds('1.5s')).toBe(1.5e9)
    expect(nanoseconds('300ms20us')).toBe(300_020_000)
  })
})
