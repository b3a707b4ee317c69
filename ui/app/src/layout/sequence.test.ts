import { describe, expect, it } from 'vitest'
import { logOf } from '../../test/events'
import { readWorlds, recordings } from '../../test/recordings'
import { stepsOf } from '../model/steps'
import { trafficOfSteps } from '../model/traffic'
import { laneGroups } from './lanes'
import { laySequence, rowOf, wordsAt } from './sequence'

describe.each(recordings())('the ladder of %s', (name) => {
  const world = readWorlds().find((w) => w.lesson.name === name)!.lesson.world
  const log = logOf(name)
  const traffic = trafficOfSteps(stepsOf(log, 'wire'), log.plain, 'wire')
  const groups = laneGroups(traffic, world.hosts)
  const layout = laySequence(groups, { width: 700, gutter: 90, least: 58 })

  it('has a lane for each host that takes part, site by site', () => {
    const hosts = groups.flatMap((g) => g.hosts)
    expect(new Set(hosts).size).toBe(hosts.length)
    for (const t of traffic) if (t) expect(hosts).toEqual(expect.arrayContaining([t.from, t.to]))
    expect(layout.lanes.map((l) => l.host)).toEqual(hosts)
    layout.lanes.forEach(({ x }, i) => {
      const before = i > 0 ? layout.lanes[i - 1]!.x : layout.gutter
      expect(x - before).toBeGreaterThanOrEqual(29)
      expect(x).toBeLessThan(layout.width)
    })
  })

  it('has people at the outer end of their site', () => {
    const isPerson = (host: string) => world.hosts.find((h) => h.name === host)!.person !== undefined
    groups.forEach(({ hosts }, i) => {
      const outwards = i === 0 ? hosts : hosts.toReversed()
      const people = outwards.filter(isPerson).length
      expect(outwards.slice(0, people).every(isPerson)).toBe(true)
    })
  })

  it('keeps the words of every row inside', () => {
    for (const t of traffic) {
      const row = rowOf(t, layout)
      if (!row) continue
      for (const letters of [5, 40, 400]) {
        const { x, anchor, most } = wordsAt(row, layout, letters, 7)
        const width = Math.min(letters, most) * 7
        const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
        expect(left).toBeGreaterThanOrEqual(layout.gutter)
        expect(left + width).toBeLessThanOrEqual(layout.width)
      }
    }
  })
})
