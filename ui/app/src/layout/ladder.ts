// The ladder at the foot: a lane for each host, and for each step an arrow
// between two lanes. Every step takes the same room, whatever time it took;
// only where nothing moved for long a gap says so.
import type { Step } from '../model/steps'
import type { Traffic } from '../model/traffic'

export interface Lane {
  host: string
  y: number
}

export interface Mark {
  step: number
  x: number
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

export interface LadderLayout {
  width: number
  height: number
  lanes: Lane[]
  marks: Mark[]
  gaps: Gap[]
  /** where each step stands */
  xs: number[]
  /** how much room a step has */
  stride: number
}

const room = { top: 18, bottom: 20, side: 16 }
const gapWidth = 100
const strides = { least: 9, most: 28 }
const lanes = { least: 9, most: 30 }

export function layLadder(
  steps: readonly Step[],
  traffic: readonly (Traffic | undefined)[],
  hosts: readonly string[],
  size: { width: number; height: number },
): LadderLayout {
  const places = laneHeights(hosts, size.height)
  const waits = steps.filter((s) => s.wait > 0).length
  const free = size.width - 2 * room.side - waits * gapWidth
  const stride = Math.min(Math.max(free / Math.max(steps.length, 1), strides.least), strides.most)
  const layout: LadderLayout = {
    width: 0,
    height: Math.max(size.height, room.top + places.size * lanes.least + room.bottom),
    lanes: [...places].map(([host, y]) => ({ host, y })),
    marks: [],
    gaps: [],
    xs: [],
    stride,
  }
  let x = room.side
  steps.forEach((step, i) => {
    if (step.wait > 0) {
      layout.gaps.push({ x, width: gapWidth, wait: step.wait })
      x += gapWidth
    }
    layout.xs.push(x + stride / 2)
    const moved = traffic[i]
    if (moved) layout.marks.push(markOf(i, x + stride / 2, moved, places))
    x += stride
  })
  layout.width = Math.max(x + room.side, size.width)
  return layout
}

/** The step that is nearest to a place on the ladder. */
export function stepNear(layout: LadderLayout, x: number): number {
  let nearest = 0
  layout.xs.forEach((at, i) => {
    if (Math.abs(at - x) < Math.abs(layout.xs[nearest]! - x)) nearest = i
  })
  return nearest
}

function laneHeights(hosts: readonly string[], height: number): Map<string, number> {
  const each = Math.min(
    Math.max((height - room.top - room.bottom) / Math.max(hosts.length, 1), lanes.least),
    lanes.most,
  )
  return new Map(hosts.map((host, i) => [host, room.top + each * (i + 0.5)]))
}

function markOf(step: number, x: number, traffic: Traffic, places: ReadonlyMap<string, number>): Mark {
  const from = places.get(traffic.from) ?? room.top / 2
  return { step, x, from, to: places.get(traffic.to) ?? from, traffic }
}
