// The ladder at the foot: a lane for each host, or for each site where there are very
// many, and for each step an arrow between two lanes. Evenly, every step takes the same room, whatever time it took;
// to scale, what took longer has more. Where nothing moved for long a gap says so.
// What would be many screens wide is squeezed into one: then marks share columns.
import { roomOf, waitBefore, type Timing } from '../model/pace'
import type { Step } from '../model/steps'
import type { Traffic } from '../model/traffic'
import type { SharedLane } from './lanes'

export interface Lane extends SharedLane {
  y: number
}

export interface Mark {
  step: number
  x: number
  /** half of its width */
  half: number
  /** the lanes' heights; the same for what happens on one host */
  from: number
  to: number
  traffic: Traffic
}

export interface Gap {
  x: number
  width: number
  /** how long nothing moved, in ns */
  wait: number
}

/** What many steps do on one lane within a few pixels. */
export interface Column {
  x: number
  y: number
  /** the last of them, or the last that went wrong */
  step: number
  bad: boolean
  /** how much it is, from 0 to 1 */
  share: number
}

export interface LadderLayout {
  width: number
  height: number
  lanes: Lane[]
  /** by step; none if squeezed */
  marks: (Mark | undefined)[]
  /** none unless squeezed */
  columns: Column[]
  gaps: Gap[]
  /** where each step stands, rising */
  xs: number[]
  /** how much room a step has evenly */
  stride: number
  squeezed: boolean
}

const room = { top: 18, bottom: 20, side: 16 }
const gapWidths = { long: 100, short: 56 }
const strides = { least: 9, most: 28 }
const laneHeight = { least: 9, most: 30 }
const screens = 8 // nobody scrolls further
const columnWidth = 3

export function layLadder(
  steps: readonly Step[],
  traffic: readonly (Traffic | undefined)[],
  shared: readonly SharedLane[],
  size: { width: number; height: number },
  timing: Timing,
): LadderLayout {
  const lanes = spread(shared, size.height)
  const places = new Map(lanes.flatMap(({ hosts, y }) => hosts.map((host) => [host, y])))
  const waits = steps.map((step) => waitBefore(step, timing))
  const gaps = waits.map((wait, i) =>
    wait === 0 ? 0 : steps[i]!.wait > 0 ? gapWidths.long : gapWidths.short,
  )
  const rooms = steps.map((step) => roomOf(step, timing))
  const free = size.width - 2 * room.side
  const gapped = sum(gaps)
  const fitting = (free - gapped) / Math.max(steps.length, 1)
  const stride = Math.min(Math.max(fitting, strides.least), strides.most)
  const needed = gapped + sum(rooms) * stride
  const squeezed = needed > screens * size.width && size.width > 0
  const factor = squeezed ? free / needed : 1
  const layout: LadderLayout = {
    width: squeezed ? size.width : Math.max(needed + 2 * room.side, size.width),
    height: Math.max(size.height, room.top + lanes.length * laneHeight.least + room.bottom),
    lanes,
    marks: [],
    columns: [],
    gaps: [],
    xs: [],
    stride: stride * factor,
    squeezed,
  }
  let x = room.side
  steps.forEach((_, i) => {
    const gap = gaps[i]! * factor
    if (gap > 0) layout.gaps.push({ x, width: gap, wait: waits[i]! })
    const width = rooms[i]! * stride * factor
    layout.xs.push(x + gap + width / 2)
    x += gap + width
  })
  if (squeezed) layout.columns = columnsOf(layout.xs, traffic, places)
  else layout.marks = traffic.map((t, i) => t && markOf(i, layout.xs[i]!, rooms[i]! * stride, t, places))
  return layout
}

/** The step that is nearest to a place on the ladder. */
export function stepNear({ xs }: LadderLayout, x: number): number {
  const after = stepAfter(xs, x)
  if (after === 0) return 0
  return after === xs.length || x - xs[after - 1]! <= xs[after]! - x ? after - 1 : after
}

/** The steps that stand between two places: from the first up to before the second. */
export function stepsBetween({ xs }: LadderLayout, left: number, right: number): [number, number] {
  return [stepAfter(xs, left), stepAfter(xs, right)]
}

/** The first step that stands at a place or after it. */
function stepAfter(xs: readonly number[], x: number): number {
  let low = 0
  let high = xs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (xs[middle]! < x) low = middle + 1
    else high = middle
  }
  return low
}

function spread(shared: readonly SharedLane[], height: number): Lane[] {
  const each = Math.min(
    Math.max((height - room.top - room.bottom) / Math.max(shared.length, 1), laneHeight.least),
    laneHeight.most,
  )
  return shared.map((lane, i) => ({ ...lane, y: room.top + each * (i + 0.5) }))
}

function markOf(
  step: number,
  x: number,
  width: number,
  traffic: Traffic,
  places: ReadonlyMap<string, number>,
): Mark {
  const from = places.get(traffic.from) ?? room.top / 2
  return { step, x, half: Math.min(width / 2, 8), from, to: places.get(traffic.to) ?? from, traffic }
}

function columnsOf(
  xs: readonly number[],
  traffic: readonly (Traffic | undefined)[],
  places: ReadonlyMap<string, number>,
): Column[] {
  const counts = new Map<string, Column & { count: number }>()
  traffic.forEach((t, step) => {
    const x = Math.floor(xs[step]! / columnWidth) * columnWidth
    for (const y of t ? new Set([places.get(t.from), places.get(t.to)]) : []) {
      if (y === undefined) continue
      const key = `${x} ${y}`
      const column = counts.get(key) ?? { x, y, step, bad: false, share: 0, count: 0 }
      const bad = t!.tone === 'bad' || t!.mark === 'abuse'
      if (bad || !column.bad) column.step = step
      column.bad ||= bad
      column.count++
      counts.set(key, column)
    }
  })
  const most = [...counts.values()].reduce((so, c) => Math.max(so, c.count), 1)
  return [...counts.values()].map(({ count, ...column }) => ({
    ...column,
    share: Math.log1p(count) / Math.log1p(most),
  }))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0)
}
