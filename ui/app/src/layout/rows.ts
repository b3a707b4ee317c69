// Which boxes stand beside each other: narrow sites or wide ones, few to a row or
// many, and those that play a part aside at the top or at the foot: what comes
// out largest on a screen.
import type { Host, Site, WorldMap } from '../wire/gen'
import { blockOf, chunks, closedBlock, type Block, type Manner } from './block'
import { pitch, roomy, screen, tight, type Measures } from './measures'
import { isAside, isHarmful, isInternet } from './rank'

export interface Rows {
  rows: Block[][]
  measures: Measures
  /** how large it can be drawn on a projector, 1 for its own size */
  scale: number
}

/** Drawn at least so large, there is room to spare. */
const ample = 0.8

/** More room than this between two boxes serves nothing. */
const widest = 200

/** What is not larger by so much is no better: among equals the simpler one. */
const better = 1.02

export function bestRows(world: WorldMap, isOpen: (site: string) => boolean): Rows {
  const sites = world.sites
    .map((site) => ({ site, hosts: world.hosts.filter((h) => h.site === site.name) }))
    .filter((s) => s.hosts.length > 0)
  const wide = bestWith(sites, isOpen, roomy)
  return spread(wide.scale >= ample ? wide : bestWith(sites, isOpen, tight))
}

/** Room that would be left over at both sides goes between the boxes, where letters travel. */
function spread(found: Rows): Rows {
  const { rows, measures, scale } = found
  const gaps = Math.max(...rows.map((row) => row.length - 1), 0)
  if (gaps === 0) return found
  const spare = screen.width / scale - Math.max(...rows.map((row) => rowWidth(row, measures)))
  const more = Math.floor(spare / gaps / pitch) * pitch
  const x = Math.min(measures.between.x + Math.max(more, 0), widest)
  return { ...found, measures: { ...measures, between: { ...measures.between, x } } }
}

interface Inhabited {
  site: Site
  hosts: Host[]
}

function bestWith(sites: readonly Inhabited[], isOpen: (site: string) => boolean, measures: Measures): Rows {
  let best: Rows = { rows: [], measures, scale: 0 }
  for (const manner of manners(sites)) {
    const block = ({ site, hosts }: Inhabited, flat: boolean) =>
      isOpen(site.name) ? blockOf(site, hosts, { ...manner, flat }, measures) : closedBlock(site, hosts)
    for (const rows of waysToStand(sites, block)) {
      const scale = scaleOf(rows, measures)
      if (scale > best.scale * better) best = { rows, measures, scale }
    }
  }
  return best
}

function manners(sites: readonly Inhabited[]): Omit<Manner, 'flat'>[] {
  const most = Math.max(...sites.map((s) => s.hosts.length), 1)
  const columns = [1, 2, 3, 4, 5, 8, 12, 18, 26, 36].filter((n) => n <= most || n === 1)
  return columns.flatMap((n) => [
    { columns: n, merged: false },
    { columns: n, merged: true },
  ])
}

/** All arrangements that are worth a look, the simplest first. */
function* waysToStand(
  sites: readonly Inhabited[],
  block: (s: Inhabited, flat: boolean) => Block,
): Generator<Block[][]> {
  const strangers = sites.filter((s) => isInternet(s.site)).map((s) => block(s, false))
  const others = sites.filter((s) => !isInternet(s.site))
  const aside = others.filter((s) => isHarmful(s.hosts) || isAside(s.hosts))
  const middle = others.filter((s) => !aside.includes(s))
  const filled = (rows: Block[][]) => rows.filter((row) => row.length > 0)
  for (const rows of partitions(others.map((s) => block(s, false)))) yield filled([strangers, ...rows])
  if (aside.length === 0 || middle.length === 0) return
  const flat = aside.map((s) => block(s, true))
  const half = Math.ceil(flat.length / 2)
  for (const rows of partitions(middle.map((s) => block(s, false)))) {
    yield filled([[...flat.slice(0, half), ...strangers, ...flat.slice(half)], ...rows])
    yield filled([strangers, ...rows, flat])
  }
}

/** The ways to break a list into rows; of a long one only those with equal rows. */
function* partitions<T>(list: readonly T[]): Generator<T[][]> {
  if (list.length > 7) {
    for (let size = 1; size <= list.length; size++) yield chunks(list, size)
    return
  }
  const gaps = Math.max(list.length - 1, 0)
  for (let breaks = 0; breaks < 1 << gaps; breaks++) {
    const rows: T[][] = [[]]
    list.forEach((item, i) => {
      if (i > 0 && breaks & (1 << (i - 1))) rows.push([])
      rows.at(-1)!.push(item)
    })
    yield rows
  }
}

export const rowWidth = (row: readonly Block[], m: Measures) =>
  row.reduce((sum, b) => sum + b.width + m.between.x, -m.between.x)

function scaleOf(rows: readonly Block[][], m: Measures): number {
  const width = Math.max(...rows.map((row) => rowWidth(row, m)))
  const height = rows.reduce((sum, row) => sum + Math.max(...row.map((b) => b.height)) + m.between.y, 0)
  return Math.min(screen.width / width, screen.height / height)
}
