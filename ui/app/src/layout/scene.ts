// What is drawn between the cards at one moment: the links, and the way that
// something takes along them.
import type { Connection } from '../model/connections'
import { roleOfService } from '../model/connections'
import type { Traffic } from '../model/traffic'
import type { Link, Role, WorldMap } from '../wire/gen'
import type { Card, MapLayout, Rect } from './map'
import { boxesOf, captionSpot, lengthOf, mover, overlap, pointAt, smooth } from './path'
import type { Point, Router } from './router'

export interface DrawnLink {
  key: string
  ends: [string, string]
  points: Point[]
  cut: boolean
  /** the role of the server of the connection that is open here, if one is */
  open?: Role
  tls: boolean
  /** whether abuse goes over it */
  abuse: boolean
}

/** Every pair that ever talks, with the state of the line between them. */
export function drawLinks(
  pairs: readonly [string, string][],
  router: Router,
  world: WorldMap,
  cuts: ReadonlySet<string>,
  open: readonly Connection[],
  now: number,
  isAbuse: (connection: Connection) => boolean,
): DrawnLink[] {
  return pairs.map(([a, b]) => {
    const here = open.filter((c) => (c.client === a && c.server === b) || (c.client === b && c.server === a))
    return {
      key: `${a} ${b}`,
      ends: [a, b],
      points: smooth(router.route(a, b)),
      cut: linksBetween(world, a, b).some((l) => cuts.has(l.name)),
      open: here[0] && roleOfService(here[0].service),
      tls: here.some((c) => c.tls !== undefined && c.tls <= now),
      abuse: here.some(isAbuse),
    }
  })
}

/** The lines that lie between two hosts: their common network, or both their ways to the Internet. */
export function linksBetween(world: WorldMap, a: string, b: string): Link[] {
  const siteOf = (name: string) => world.hosts.find((h) => h.name === name)?.site
  const [one, two] = [siteOf(a), siteOf(b)]
  if (one === two) return world.links.filter((l) => l.kind === 'lan' && l.site === one)
  return world.links.filter((l) => l.kind === 'uplink' && (l.site === one || l.site === two))
}

/** The way that traffic takes: along its link, or in a small arch above a card. */
export function wayOf(traffic: Traffic, layout: MapLayout, router: Router): Point[] {
  if (traffic.from !== traffic.to) return smooth(router.route(traffic.from, traffic.to))
  const card = layout.cards.get(traffic.from)
  return card ? smooth(arch(card), 22) : []
}

function arch(card: Card): Point[] {
  const [left, right] = [card.x + card.width / 2 - 45, card.x + card.width / 2 + 45]
  const top = card.y - 26
  return [
    { x: left, y: card.y },
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: card.y },
  ]
}

/** Where on its way something is, so that it stops short of the card and hides no word on it. */
export function placeOn(way: readonly Point[], traffic: Traffic, progress: number): Point {
  const short = Math.min(20 / Math.max(lengthOf(way), 1), 0.35)
  const turn = 1 - short
  const eased = ease(progress)
  switch (traffic.ending) {
    case 'arrives':
      return pointAt(way, short / 2 + eased * (turn - short / 2))
    case 'returns':
      return pointAt(way, short + (turn - short) * (1 - Math.abs(1 - 2 * eased)))
    case 'lost':
      return pointAt(way, short / 2 + eased * 0.55)
  }
}

/** Slow, fast, slow: so the eye sees where something starts and where it ends. */
function ease(t: number): number {
  return t < 0.5 ? 2 * t * t : 1 - (2 - 2 * t) ** 2 / 2
}

/** What lies around the map, and may be out of sight. */
function outside({ width, height }: Size): Rect[] {
  const far = 10_000
  return [
    { x: -far, y: -far, width: far, height: 2 * far },
    { x: width, y: -far, width: far, height: 2 * far },
    { x: -far, y: -far, width: 2 * far, height: far },
    { x: -far, y: height, width: 2 * far, height: far },
  ]
}

export interface Size {
  width: number
  height: number
}

/**
 * Where the caption of traffic stands: clear of the cards and the headings, of
 * what moves wherever it comes by, and of all links, as far as there is such a place.
 */
export function captionPlace(
  way: readonly Point[],
  traffic: Traffic,
  size: Size,
  layout: MapLayout,
  links: readonly DrawnLink[],
): Point {
  const cards: Rect[] = [...layout.cards.values(), ...layout.sites.map((s) => s.title), ...outside(layout)]
  const swept = boxesOf(way, mover)
  const lines = links.flatMap((link) => boxesOf(link.points, 1))
  const rest = placeOn(way, traffic, 1)
  const atRest = boxesOf([rest, rest], mover)
  return (
    captionSpot(way, size, [...cards, ...swept, ...lines]) ??
    captionSpot(way, size, [...cards, ...swept]) ??
    captionSpot(way, size, [...cards, ...atRest]) ??
    pointAt(way, 0.5)
  )
}

/** Where the caption of something on one machine stands: on the edge of its card, clear of its site's heading. */
export function captionPlaceAt(card: Card, { width, height }: Size, layout: MapLayout): Point {
  const x = card.x + card.width - Math.min(width / 2 + 8, card.width / 2)
  const [above, below] = [
    { x, y: card.y - height / 2 + 4 },
    { x, y: card.y + card.height + height / 2 - 4 },
  ]
  const box = { x: x - width / 2, y: above.y - height / 2, width, height }
  return layout.sites.some((s) => overlap(s.title, box)) ? below : above
}
