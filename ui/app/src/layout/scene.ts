// What is drawn between the cards at one moment: the way that something takes,
// and where its words stand.
import type { Traffic } from '../model/traffic'
import type { Line } from './lines'
import type { MapLayout, Rect } from './map'
import { tight } from './measures'
import { boxesOf, captionSpot, lengthOf, mover, nearestSpot, overlap, pointAt, smooth } from './path'
import type { Point, Router } from './router'

/** The way that traffic takes: along its link, or in a small arch above a card. */
export function wayOf(traffic: Traffic, layout: MapLayout, router: Router): Point[] {
  const [from, to] = [layout.spots.get(traffic.from), layout.spots.get(traffic.to)]
  if (!from || !to) return []
  return from.id === to.id ? smooth(arch(from), 22) : smooth(router.route(traffic.from, traffic.to))
}

function arch(card: Rect): Point[] {
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
export function placeOn(way: readonly Point[], traffic: Traffic, progress: number, reach = mover): Point {
  const short = Math.min((reach + 3) / Math.max(lengthOf(way), 1), 0.35)
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
  lines: readonly Line[],
  reach = mover,
): Point {
  const cards: Rect[] = [
    ...layout.cards.values(),
    ...layout.closed,
    ...layout.sites.map((s) => s.title),
    ...outside(layout),
  ]
  const swept = boxesOf(way, reach)
  const crossed = lines.flatMap((line) => line.boxes)
  const rest = placeOn(way, traffic, 1, reach)
  const atRest = boxesOf([rest, rest], reach)
  const middle = pointAt(way, 0.5)
  return (
    captionSpot(way, size, [...cards, ...swept, ...crossed], reach) ??
    captionSpot(way, size, [...cards, ...swept], reach) ??
    nearestSpot(middle, size, [...cards, ...swept]) ??
    captionSpot(way, size, [...cards, ...atRest], reach) ??
    middle
  )
}

/** Where the caption of something on one machine stands: on the edge of its card, clear of its site's heading. */
export function captionPlaceAt(card: Rect, { width, height }: Size, layout: MapLayout): Point {
  const x = card.x + card.width - Math.min(width / 2 + 8, card.width / 2)
  const lap = Math.max(4, height - tight.gap) // a large one keeps off the card beyond
  const [above, below] = [
    { x, y: card.y - height / 2 + lap },
    { x, y: card.y + card.height + height / 2 - lap },
  ]
  const box = { x: x - width / 2, y: above.y - height / 2, width, height }
  return layout.sites.some((s) => overlap(s.title, box)) ? below : above
}
