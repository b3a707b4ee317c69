import { describe, expect, it } from 'vitest'
import type { Host, Role, WorldMap } from '../wire/gen'
import { readWorlds } from '../../test/recordings'
import { headingSize } from './headings'
import { layOut, type MapLayout, type Rect } from './map'
import { bandsOf, linesOf } from './lines'
import { captionSpot, lengthOf, overlap, pathData, pointAt, smooth } from './path'
import { pitch } from './measures'
import { Router, type Point } from './router'
import { isNarrow, viewOf } from './view'

/** A world of so many sites, each with so many people, and some strangers. */
function bigWorld(sites: number, people: number, strangers: number): WorldMap {
  const world: WorldMap = {
    sites: [{ name: 'net', title: 'The Internet', prefixes: [], kind: 'internet' }],
    hosts: [],
    links: [],
  }
  const add = (site: string, label: string, roles: Role[]) =>
    world.hosts.push({ name: `${label}.${site}`, label, site, addresses: [], roles })
  for (let i = 0; i < strangers; i++) add('net', `bot${i}`, i === 0 ? ['dns'] : ['mua'])
  for (let s = 0; s < sites; s++) {
    const site = `site${s}.example`
    world.sites.push({ name: site, prefixes: ['192.0.2.0/24'], kind: 'organisation' })
    add(site, 'ns', ['dns', 'resolver'])
    add(site, 'mx', ['mta', 'msa'])
    add(site, 'store', ['mda'])
    for (let p = 0; p < people; p++) add(site, `person${p}`, ['mua'])
  }
  return world
}

const worlds: [string, WorldMap][] = [
  ...readWorlds().map((w): [string, WorldMap] => [w.lesson.name, w.lesson.world]),
  [
    'one host',
    { sites: [{ name: 's', prefixes: [], kind: 'organisation' }], hosts: [host('a', 's')], links: [] },
  ],
  ['three sites', bigWorld(3, 2, 1)],
  ['fifty hosts', bigWorld(5, 6, 6)],
  ['a thousand hosts', bigWorld(40, 22, 5)],
]

function host(name: string, site: string): Host {
  return { name, label: name, site, addresses: [], roles: ['mua'] }
}

describe.each(worlds)('the map of %s', (_, world) => {
  const map = layOut(world)

  it('shows every host once, inside its site, apart from all others', () => {
    const cards = [...map.cards.values()]
    const inside = map.closed.flatMap((c) => c.hosts)
    const shown = [...cards.map((c) => c.host), ...inside].map((h) => h.name)
    expect(shown.sort()).toEqual(world.hosts.map((h) => h.name).sort())
    expect([...map.spots.keys()].sort()).toEqual(shown)
    for (const c of cards) {
      const box = map.sites.find((s) => s.site.name === c.host.site)!
      expect(contains(box, c), c.host.name).toBe(true)
      expect(cards.filter((other) => overlap(other, c))).toEqual([c])
      expect(map.sites.filter((s) => overlap(s.title, c))).toEqual([])
    }
    for (const s of [...map.sites, ...map.closed]) {
      expect([...map.sites, ...map.closed].filter((other) => overlap(other, s))).toEqual([s])
      expect(contains({ x: 0, y: 0, width: map.width, height: map.height }, s)).toBe(true)
    }
  })

  it('has all that links end at on the grid in which they are routed', () => {
    for (const { id, x, y, width, height } of map.spots.values())
      expect(
        [x, y, width, height].map((n) => n % pitch),
        id,
      ).toEqual([0, 0, 0, 0])
  })

  it('routes every link around cards and headings, and the same way each time', () => {
    const [one, two] = [new Router(map), new Router(map)]
    for (const [a, b] of somePairs(world)) {
      const path = one.route(a, b)
      expect(path).toEqual(two.route(a, b))
      expect(one.route(b, a)).toEqual([...path].reverse())
      expect(hits(map, path)).toEqual([])
    }
  })
})

/** Pairs as a run has them: neighbours, and the servers across sites. */
function somePairs({ hosts }: WorldMap): [string, string][] {
  const servers = hosts.filter((h) => !h.roles.includes('mua'))
  const pairs: [string, string][] = []
  for (const h of hosts) {
    const server = servers.find((s) => s.site === h.site && s !== h) ?? servers.find((s) => s !== h)
    if (server) pairs.push([h.name, server.name])
  }
  servers.forEach((s, i) => i > 0 && pairs.push([servers[i - 1]!.name, s.name]))
  return pairs
}

function hits(map: MapLayout, path: readonly Point[]): string[] {
  const names: string[] = []
  for (let i = 1; i < path.length; i++) {
    const [a, b] = [path[i - 1]!, path[i]!]
    const thin: Rect = {
      x: Math.min(a.x, b.x) + 0.5,
      y: Math.min(a.y, b.y) + 0.5,
      width: Math.abs(a.x - b.x) - 1,
      height: Math.abs(a.y - b.y) - 1,
    }
    const solid = { ...thin, width: Math.max(thin.width, 0.1), height: Math.max(thin.height, 0.1) }
    for (const c of new Set(map.spots.values())) if (overlap(c, solid)) names.push(c.id)
    for (const s of map.sites) if (overlap(s.title, solid)) names.push(s.site.name)
  }
  return names
}

function contains(outer: Rect, inner: Rect): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  )
}

describe('links', () => {
  const long = (map: MapLayout, path: readonly Point[]) =>
    path.slice(1).reduce((sum, p, i) => sum + alongBorder(map, path[i]!, p), 0)

  it('keep off the borders of boxes, save where there is no other street', () => {
    const world = readWorlds().find((w) => w.lesson.name === '07-received')!.lesson.world
    const map = layOut(world)
    const router = new Router(map)
    for (const [a, b] of somePairs(world))
      expect(long(map, router.route(a, b)), `${a} to ${b}`).toBeLessThan(30)
  })
})

/** How far two points lie along the side of a box, within half a step of it. */
function alongBorder(map: MapLayout, p: Point, q: Point): number {
  const across = p.y === q.y
  const [at, from, to] = across
    ? [p.y, Math.min(p.x, q.x), Math.max(p.x, q.x)]
    : [p.x, Math.min(p.y, q.y), Math.max(p.y, q.y)]
  const common = map.sites.flatMap((s) => {
    const sides = across ? [s.y, s.y + s.height] : [s.x, s.x + s.width]
    const [start, end] = across ? [s.x, s.x + s.width] : [s.y, s.y + s.height]
    if (!sides.some((side) => Math.abs(side - at) <= 5)) return []
    return [Math.min(to, end) - Math.max(from, start)]
  })
  return Math.max(0, ...common)
}

describe('headings', () => {
  const sizeIn = (title: string) => {
    const world = bigWorld(3, 2, 1)
    world.sites[1]!.title = title
    return headingSize(layOut(world).sites)
  }

  it('are all as large as the longest lets them be, and never too small to be read', () => {
    expect(sizeIn('Alpha')).toBe(20)
    expect(sizeIn('The Alpha company')).toBeLessThan(20)
    expect(sizeIn('The firm that says no afterwards')).toBe(17.5)
  })
})

describe('sites that are one box', () => {
  const world = bigWorld(40, 22, 5)
  const [name, few] = ['site7.example', 'net']

  it('are closed where not everything can be read, and open elsewhere', () => {
    expect(layOut(world).closed).toHaveLength(41)
    expect(layOut(bigWorld(3, 2, 1)).closed).toEqual([])
  })

  it('open and close one by one, and leave the others as they are', () => {
    const map = layOut(world, new Set([name]))
    expect(map.sites.map((s) => s.site.name)).toEqual([name])
    expect(map.closed).toHaveLength(40)
    expect(map.cards.size).toBe(25)
    const small = bigWorld(3, 2, 1)
    expect(layOut(small, new Set([few])).closed.map((c) => c.site.name)).toEqual([few])
  })

  it('stand for their hosts: lines end at them, and there are none inside', () => {
    const map = layOut(world)
    const router = new Router(map)
    const [a, b, c] = ['person1.site7.example', 'mx.site7.example', 'mx.site8.example']
    expect(router.route(a, c)).toEqual(router.route(b, c))
    expect(router.route(a, b)).toEqual([])
    const lines = linesOf(
      [
        [a, c],
        [b, c],
        [a, b],
      ],
      map,
      router,
      world,
    )
    expect(lines.map((l) => l.ends)).toEqual([[a, c]])
  })

  it('are seen when they are opened, as large as can be read', () => {
    const stage = { width: 670, height: 490 }
    const map = layOut(bigWorld(2, 200, 2), new Set(['site1.example']))
    const whole = viewOf(map, stage)
    const near = viewOf(map, stage, 'site1.example')
    expect(near.k).toBeGreaterThan(whole.k)
    const box = map.sites.find((s) => s.site.name === 'site1.example')!
    expect(near.x + box.x * near.k).toBeGreaterThanOrEqual(0)
    expect(near.y + box.y * near.k).toBeGreaterThanOrEqual(0)
  })
})

describe('on a small screen', () => {
  const phone = { width: 390, height: 354 }
  const map = layOut(readWorlds().find((w) => w.lesson.name === '18-open-relay')!.lesson.world)
  const [first, last] = [...map.cards.values()].map((c) => ({ x: c.x, y: c.y })).toSorted((a, b) => a.x - b.x)

  it('a part of a map is shown that would be too small, and only there', () => {
    expect(isNarrow(map, phone)).toBe(true)
    expect(isNarrow(map, { width: 670, height: 490 })).toBe(false)
    expect(isNarrow(layOut(bigWorld(40, 22, 5)), phone)).toBe(false)
  })

  it('what happens is in sight, and the map fills the screen', () => {
    for (const place of [first!, last!, { x: map.width / 2, y: map.height / 2 }]) {
      const { x, y, k } = viewOf(map, phone, undefined, place)
      expect(x + place.x * k).toBeGreaterThanOrEqual(0)
      expect(x + place.x * k).toBeLessThanOrEqual(phone.width)
      expect(y + place.y * k).toBeGreaterThanOrEqual(0)
      expect(y + place.y * k).toBeLessThanOrEqual(phone.height)
      expect(x).toBeLessThanOrEqual(6)
      expect(x + map.width * k).toBeGreaterThanOrEqual(phone.width - 7)
    }
  })
})

describe('a stream', () => {
  const world = bigWorld(3, 2, 1)
  const map = layOut(world)
  const [a, b] = ['mx.site0.example', 'mx.site1.example']
  const lines = new Map(linesOf([[a, b]], map, new Router(map), world).map((l) => [l.key, l]))
  const stream = (letters: number, abuse = 0) => ({ from: a, to: b, letters, abuse, last: 0 })

  it('is a band with the letters of both ways; a few letters are none', () => {
    expect(bandsOf(lines, [stream(5)], map)).toEqual([])
    const back = { ...stream(30, 30), from: b, to: a }
    expect(bandsOf(lines, [stream(210), back], map)).toMatchObject([{ letters: 240, abuse: false }])
    expect(bandsOf(lines, [stream(240, 240)], map)).toMatchObject([{ abuse: true }])
  })
})

describe('a line', () => {
  const corner = [
    { x: 0, y: 0 },
    { x: 100, y: 0 },
    { x: 100, y: 50 },
  ]

  it('is travelled at an even pace from end to end', () => {
    expect(lengthOf(corner)).toBe(150)
    expect(pointAt(corner, 0)).toEqual({ x: 0, y: 0 })
    expect(pointAt(corner, 2 / 3)).toEqual({ x: 100, y: 0 })
    expect(pointAt(corner, 5)).toEqual({ x: 100, y: 50 })
  })

  it('keeps its ends when its corners are rounded', () => {
    const round = smooth(corner)
    expect([round[0], round.at(-1)]).toEqual([corner[0], corner[2]])
    expect(round.some((p) => p.x === 100 && p.y === 0)).toBe(false)
    expect(pathData(round)).toMatch(/^M0 0L86 0L.*L100 50$/)
  })

  it('has no caption where there is no place for one', () => {
    const everywhere = { x: -500, y: -500, width: 1000, height: 1000 }
    expect(captionSpot(corner, { width: 40, height: 20 }, [everywhere])).toBeUndefined()
  })

  it('has its caption where nothing is covered', () => {
    const card = { x: 20, y: -40, width: 60, height: 35 }
    const spot = captionSpot(corner, { width: 40, height: 20 }, [card])!
    expect(overlap(card, { x: spot.x - 20, y: spot.y - 10, width: 40, height: 20 })).toBe(false)
  })
})
