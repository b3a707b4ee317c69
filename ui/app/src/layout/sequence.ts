// The ladder as a picture of its own: a lane for each host from left to right,
// time downward, and a row for each step. Here is where lanes stand and what is
// drawn in a row; which rows are in sight is a matter of their heights.
import type { Traffic } from '../model/traffic'
import type { LaneGroup } from './lanes'

export interface SequenceLane {
  host: string
  x: number
}

/** The room that a site takes in the heading. */
export interface SequenceSite {
  name: string
  x: number
  width: number
}

export interface SequenceLayout {
  width: number
  lanes: SequenceLane[]
  /** where the lane of each host is */
  places: Map<string, number>
  sites: SequenceSite[]
  /** how far apart lanes are */
  stride: number
  /** where the hour stands, left of all lanes */
  gutter: number
}

export interface SequenceSize {
  width: number
  gutter: number
  /** the least room of a lane */
  least: number
}

const most = 220 // any wider, and the eye loses the lane
const siteGap = 12
/** Beside a mark, or over an arrow that is wider than a screen. */
const wordsRoom = 260

/** What a row shows: an arrow between two lanes, or a mark on one. */
export interface Row {
  from: number
  to: number
  traffic: Traffic
}

export function laySequence(groups: readonly LaneGroup[], size: SequenceSize): SequenceLayout {
  const count = groups.reduce((sum, g) => sum + g.hosts.length, 0)
  const gaps = Math.max(groups.length - 1, 0) * siteGap
  const free = (size.width - size.gutter - gaps) / Math.max(count, 1)
  const stride = Math.min(Math.max(free, size.least), most)
  const layout: SequenceLayout = {
    width: 0,
    lanes: [],
    places: new Map(),
    sites: [],
    stride,
    gutter: size.gutter,
  }
  let x = size.gutter
  for (const { site, hosts } of groups) {
    layout.sites.push({ name: site, x, width: hosts.length * stride })
    for (const host of hosts) {
      layout.lanes.push({ host, x: x + stride / 2 })
      layout.places.set(host, x + stride / 2)
      x += stride
    }
    x += siteGap
  }
  layout.width = Math.max(x - siteGap, size.width)
  return layout
}

/** What a step is in the picture; nothing if it concerns no host on it. */
export function rowOf(traffic: Traffic | undefined, layout: SequenceLayout): Row | undefined {
  if (!traffic) return undefined
  const from = layout.places.get(traffic.from)
  const to = layout.places.get(traffic.to)
  return from === undefined || to === undefined ? undefined : { from, to, traffic }
}

/** What of a row has to be seen, from left to right: its lanes with their hour, and words beside them. */
export function extentOf({ from, to }: Row, layout: SequenceLayout): [number, number] {
  const words = from === to ? wordsRoom : 20
  return [Math.min(from, to) - layout.gutter - 20, Math.min(Math.max(from, to) + words, layout.width)]
}

export interface Words {
  x: number
  anchor: 'start' | 'middle' | 'end'
  /** so many letters have room */
  most: number
}

/** Where the words of a row stand: over the middle of its arrow, or beside its mark, and never outside. */
export function wordsAt(row: Row, layout: SequenceLayout, letters: number, letter: number): Words {
  const [left, right] = [layout.gutter + 8, layout.width - 6]
  const needs = letters * letter
  if (row.from === row.to) {
    const beside = 12
    const [after, before] = [right - row.from - beside, row.from - beside - left]
    if (needs <= after || after >= before)
      return { x: row.from + beside, anchor: 'start', most: Math.floor(after / letter) }
    return { x: row.from - beside, anchor: 'end', most: Math.floor(before / letter) }
  }
  const width = Math.min(needs, right - left)
  const middle = Math.min((row.from + row.to) / 2, Math.min(row.from, row.to) + wordsRoom)
  const x = Math.min(Math.max(middle, left + width / 2), right - width / 2)
  return { x, anchor: 'middle', most: Math.floor((right - left) / letter) }
}
