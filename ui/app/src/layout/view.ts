// Which part of the map is shown, and how large.
import type { MapLayout, Rect } from './map'
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

/**
 * The whole map, as large as it fits. Where that is too small to be read, the
 * site that somebody opened, as far as it can be read.
 */
export function viewOf(map: MapLayout, stage: Size, opened?: string): View {
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

/** A box in the middle, or its upper left corner if it is too large to be read as a whole. */
function around(box: Rect, { width, height }: Size): View {
  const fits = Math.min((width - 40) / box.width, (height - 80) / box.height, 1)
  const k = Math.max(fits, least)
  const x = fits < least ? 20 - box.x * k : (width - box.width * k) / 2 - box.x * k
  const y = fits < least ? corner.height - box.y * k : (height - box.height * k) / 2 - box.y * k
  return { x, y, k, notice: 'foot' }
}
