// Which part of the map is shown, and how large.
import type { MapLayout, Rect } from './map'
import type { Point } from './router'
import type { Size } from './scene'

export interface View {
  x: number
  y: number
  k: number
  /** where there is room for a notice */
  notice: 'top' | 'foot'
}

const room = 6 // around the map
const corner = { left: 215, right: 125, height: 56 } // where the buttons are
const foot = 40 // for a notice
const noticeWidth = 326
const most = 1.35

/** Drawn smaller than this, nothing can be read. */
const least = 0.36

/** Where all of a map would be smaller than the first, a part of it is shown: its whole width, if that can be read. */
const near = { below: 0.52, least: 0.48, usual: 0.58, most: 0.62 }

/** Whether the stage is so small that one had better see a part of the map. */
export function isNarrow(map: MapLayout, stage: Size): boolean {
  return !map.crowded && wholeOf(map, stage).k < near.below
}

/**
 * The whole map, as large as it fits. Where that is too small to be read, the
 * site that somebody opened, as far as it can be read, or what is around a place.
 */
export function viewOf(map: MapLayout, stage: Size, opened?: string, place?: Point): View {
  if (place) return towards(place, map, stage)
  const whole = wholeOf(map, stage)
  const box = map.sites.find((s) => s.site.name === opened)
  if (whole.k >= least || !box) return whole
  return around(box, stage)
}

// A notice stands at the foot, or at the top where the buttons need room anyway
// and leave enough between them.
function wholeOf(map: MapLayout, stage: Size): View {
  const low = fitted(map, stage, room, foot, 'foot')
  if (!underButtons(map, stage.width, low)) return low
  const between = stage.width - corner.left - corner.right
  return between < noticeWidth
    ? fitted(map, stage, corner.height, foot, 'foot')
    : fitted(map, stage, corner.height, room, 'top')
}

function fitted(map: MapLayout, stage: Size, top: number, bottom: number, notice: View['notice']): View {
  const free = stage.height - top - bottom
  const k = Math.min((stage.width - 2 * room) / map.width, free / map.height, most)
  return { x: (stage.width - map.width * k) / 2, y: top + (free - map.height * k) / 2, k, notice }
}

/** Whether a box would reach the buttons in the corners. */
function underButtons(map: MapLayout, width: number, { x, y, k }: View): boolean {
  return [...map.sites, ...map.closed].some(
    (s) =>
      y + s.y * k < corner.height &&
      (x + s.x * k < corner.left || x + (s.x + s.width) * k > width - corner.right),
  )
}

/** A box in the middle under the buttons, or its upper left corner if it is too large to be read as a whole. */
function around(box: Rect, { width, height }: Size): View {
  const free = height - corner.height - 2 * room
  const fits = Math.min((width - 40) / box.width, free / box.height, 1)
  const k = Math.max(fits, least)
  const x = fits < least ? 20 - box.x * k : (width - box.width * k) / 2 - box.x * k
  const y = corner.height + (fits < least ? 0 : (free - box.height * k) / 2) - box.y * k
  return { x, y, k, notice: 'foot' }
}

/** A place in the middle under the buttons, as far as there is map on all sides. */
function towards(place: Point, map: MapLayout, { width, height }: Size): View {
  const wide = (width - 2 * room) / map.width
  const k = wide < near.least ? near.usual : Math.min(wide, near.most)
  const x = slide(place.x * k, map.width * k, room, width - room)
  const y = slide(place.y * k, map.height * k, corner.height, height - room)
  return { x, y, k, notice: 'foot' }
}

/** Where something of that length begins, for a place on it to come into the middle and no gap at an end. */
function slide(place: number, length: number, from: number, to: number): number {
  if (length <= to - from) return (from + to - length) / 2
  return Math.min(from, Math.max(to - length, (from + to) / 2 - place))
}
