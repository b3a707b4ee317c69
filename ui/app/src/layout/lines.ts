// The lines between those who talk. Where they run is worked out once; what
// goes on there changes with the moment.
import { roleOfService, type Connection } from '../model/connections'
import type { Stream } from '../model/streams'
import { many } from '../model/streams'
import type { Link, Role, WorldMap } from '../wire/gen'
import type { MapLayout, Rect } from './map'
import { boxesOf, pathData, pointAt, smooth } from './path'
import type { Point, Router } from './router'

/** A line between two places on the map, for all hosts that talk over it. */
export interface Line {
  key: string
  /** the first two hosts that talk over it */
  ends: [string, string]
  points: Point[]
  /** the d of an SVG path */
  d: string
  /** what it covers */
  boxes: Rect[]
  /** the names of the links that it stands for */
  links: ReadonlySet<string>
}

/** What goes on on a line. */
export interface LineUse {
  line: Line
  /** the role of the server of the connection that is open here, if one is */
  open?: Role
  tls: boolean
  /** whether abuse goes over it */
  abuse: boolean
}

/** A stream, on its line: a band with a count. */
export interface Band {
  line: Line
  letters: number
  abuse: boolean
  /** where the count stands */
  at: Point
  width: number
}

/** A line for every two places between which there is talk. */
export function linesOf(
  pairs: readonly [string, string][],
  layout: MapLayout,
  router: Router,
  world: WorldMap,
): Line[] {
  const lines = new Map<string, Line>()
  const siteOf = new Map(world.hosts.map((h) => [h.name, h.site]))
  const links = linksBySite(world)
  for (const [a, b] of pairs) {
    const key = lineKey(a, b, layout)
    if (!key || lines.has(key)) continue
    const points = smooth(router.route(a, b))
    const between = linksBetween(siteOf.get(a)!, siteOf.get(b)!, links)
    lines.set(key, {
      key,
      ends: [a, b],
      points,
      d: pathData(points),
      boxes: boxesOf(points, 1),
      links: new Set(between.map((l) => l.name)),
    })
  }
  return [...lines.values()]
}

/** The line on which two hosts talk; none within one place. */
export function lineKey(a: string, b: string, layout: MapLayout): string | undefined {
  const [one, two] = [layout.spots.get(a)?.id, layout.spots.get(b)?.id]
  if (one === undefined || two === undefined || one === two) return undefined
  return one < two ? `${one} ${two}` : `${two} ${one}`
}

/** Those lines on which something goes on. */
export function usesOf(
  lines: ReadonlyMap<string, Line>,
  open: readonly Connection[],
  layout: MapLayout,
  now: number,
  isAbuse: (connection: Connection) => boolean,
): LineUse[] {
  const uses = new Map<string, LineUse>()
  for (const c of open) {
    const key = lineKey(c.client, c.server, layout)
    const line = key === undefined ? undefined : lines.get(key)
    if (!line) continue
    const use = uses.get(line.key) ?? {
      line,
      open: roleOfService(c.service),
      tls: false,
      abuse: false,
    }
    use.tls ||= c.tls !== undefined && c.tls <= now
    use.abuse ||= isAbuse(c)
    uses.set(line.key, use)
  }
  return [...uses.values()]
}

/** The streams that are worth a band, those of one line together. */
export function bandsOf(
  lines: ReadonlyMap<string, Line>,
  streams: readonly Stream[],
  layout: MapLayout,
): Band[] {
  const sums = new Map<string, { letters: number; abuse: number }>()
  for (const s of streams) {
    const key = lineKey(s.from, s.to, layout)
    if (key === undefined || !lines.has(key)) continue
    const sum = sums.get(key) ?? { letters: 0, abuse: 0 }
    sums.set(key, { letters: sum.letters + s.letters, abuse: sum.abuse + s.abuse })
  }
  const bands: Band[] = []
  for (const [key, { letters, abuse }] of sums) {
    const line = lines.get(key)!
    if (letters < many) continue
    const width = Math.min(8 + 4 * Math.log2(letters), 44)
    bands.push({ line, letters, abuse: abuse * 2 > letters, at: pointAt(line.points, 0.5), width })
  }
  return bands
}

function linksBySite(world: WorldMap): ReadonlyMap<string, Link[]> {
  const links = new Map<string, Link[]>()
  for (const l of world.links) links.set(l.site, [...(links.get(l.site) ?? []), l])
  return links
}

/** The links between two sites: their common network, or both their ways to the Internet. */
function linksBetween(one: string, two: string, links: ReadonlyMap<string, Link[]>): Link[] {
  const of = (site: string, kind: Link['kind']) => (links.get(site) ?? []).filter((l) => l.kind === kind)
  return one === two ? of(one, 'lan') : [...of(one, 'uplink'), ...of(two, 'uplink')]
}
