// Lines to be drawn and to travel along.
import type { Rect } from './map'
import type { Point } from './router'

/** The same line with its corners rounded, as a sequence of short straight ones. */
export function smooth(points: readonly Point[], radius = 14): Point[] {
  const line: Point[] = []
  points.forEach((p, i) => {
    const [before, after] = [points[i - 1], points[i + 1]]
    if (!before || !after) return line.push(p)
    const r = Math.min(radius, distance(before, p) / 2, distance(p, after) / 2)
    const [start, end] = [towards(p, before, r), towards(p, after, r)]
    for (let k = 0; k <= 6; k++) line.push(curve(start, p, end, k / 6))
  })
  return line
}

/** The d of an SVG path. */
export function pathData(points: readonly Point[]): string {
  return points.map((p, i) => `${i === 0 ? 'M' : 'L'}${round(p.x)} ${round(p.y)}`).join('')
}

export function lengthOf(points: readonly Point[]): number {
  let sum = 0
  for (let i = 1; i < points.length; i++) sum += distance(points[i - 1]!, points[i]!)
  return sum
}

/** The point at a share of the way, 0 at the start and 1 at the end. */
export function pointAt(points: readonly Point[], share: number): Point {
  let left = lengthOf(points) * Math.min(Math.max(share, 0), 1)
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1]!, points[i]!]
    const d = distance(a, b)
    if (left <= d && d > 0) return { x: a.x + ((b.x - a.x) * left) / d, y: a.y + ((b.y - a.y) * left) / d }
    left -= d
  }
  return points.at(-1) ?? { x: 0, y: 0 }
}

/** Places on a line, from its middle towards both ends. */
const outwards = Array.from({ length: 48 }, (_, i) => 0.5 + ((i % 2 ? 1 : -1) * Math.ceil(i / 2)) / 50)

/** How far what moves on a link reaches from its middle. */
export const mover = 17

/**
 * Where a caption of that size can stand by a line without covering any of the
 * obstacles: as near to the line's middle as can be. Its middle is returned, or
 * nothing if there is no such place.
 */
export function captionSpot(
  points: readonly Point[],
  size: { width: number; height: number },
  obstacles: readonly Rect[],
  reach = mover,
): Point | undefined {
  const aside = { x: size.width / 2 + reach + 3, y: size.height / 2 + reach + 3 }
  const offsets = [
    { x: 0, y: -aside.y },
    { x: aside.x, y: 0 },
    { x: -aside.x, y: 0 },
    { x: 0, y: aside.y },
    { x: 0, y: 0 },
  ]
  for (const share of outwards) {
    const p = pointAt(points, share)
    for (const o of offsets) {
      const spot = { x: p.x + o.x, y: p.y + o.y }
      const box = { x: spot.x - size.width / 2, y: spot.y - size.height / 2, ...size }
      if (!obstacles.some((r) => overlap(r, box))) return spot
    }
  }
}

/** Steps away from a place in all directions, the short ones first. */
const around = Array.from({ length: 41 * 41 }, (_, i) => ({
  x: ((i % 41) - 20) * 14,
  y: (Math.floor(i / 41) - 20) * 14,
})).sort((a, b) => a.x ** 2 + a.y ** 2 - (b.x ** 2 + b.y ** 2))

/** The nearest place to a point for something of that size that covers none of the obstacles. */
export function nearestSpot(
  near: Point,
  size: { width: number; height: number },
  obstacles: readonly Rect[],
): Point | undefined {
  for (const o of around) {
    const box = { x: near.x + o.x - size.width / 2, y: near.y + o.y - size.height / 2, ...size }
    if (!obstacles.some((r) => overlap(r, box))) return { x: near.x + o.x, y: near.y + o.y }
  }
}

/** What a line covers, or what comes along it and reaches so far to every side. */
export function boxesOf(points: readonly Point[], reach: number): Rect[] {
  return points.slice(1).map((p, i) => {
    const q = points[i]!
    const [x, y] = [Math.min(p.x, q.x) - reach, Math.min(p.y, q.y) - reach]
    return { x, y, width: Math.abs(p.x - q.x) + 2 * reach, height: Math.abs(p.y - q.y) + 2 * reach }
  })
}

export function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)
const round = (v: number) => Math.round(v * 10) / 10

function towards(from: Point, to: Point, length: number): Point {
  const d = distance(from, to) || 1
  return { x: from.x + ((to.x - from.x) * length) / d, y: from.y + ((to.y - from.y) * length) / d }
}

function curve(a: Point, control: Point, b: Point, t: number): Point {
  const at = (p: number, c: number, q: number) => (1 - t) * (1 - t) * p + 2 * t * (1 - t) * c + t * t * q
  return { x: at(a.x, control.x, b.x), y: at(a.y, control.y, b.y) }
}
