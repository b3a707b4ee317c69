// Where everything stands on the map: sites as boxes in rows, what belongs to
// nobody above them; in a box DNS on top, servers below it, people at the foot.
// A closed site is one box. The same world is laid out the same way every time,
// and nothing that happens moves anything.
import type { Host, Site, WorldMap } from '../wire/gen'
import { bottomOf, leftOf, rowHeight, topOf, type Block } from './block'
import { besideRoom, cardHeight, margin, pitch, type Measures } from './measures'
import { isHarmful, rankOf } from './rank'
import { bestRows, rowWidth } from './rows'

export interface Rect {
  x: number
  y: number
  width: number
  height: number
}

/** Where links end: a host's card, or the box of a closed site. */
export interface Spot extends Rect {
  id: string
}

export interface Card extends Spot {
  host: Host
}

export interface SiteBox extends Rect {
  site: Site
  /** what the box's heading covers */
  title: Rect
  /** an attacker's: it stands outside every box, and so has none */
  bare: boolean
}

export interface ClosedSite extends Spot {
  site: Site
  hosts: readonly Host[]
}

export interface MapLayout {
  width: number
  height: number
  /** whether there is little room, so that words are fewer and larger */
  tight: boolean
  /** whether there is more than can be read at once, so that sites are closed */
  crowded: boolean
  /** those that are open */
  sites: SiteBox[]
  closed: ClosedSite[]
  /** by the name of the host */
  cards: Map<string, Card>
  /** where each host is to be found: on its card, or in the box of its site */
  spots: Map<string, Spot>
}

/** Drawn smaller than this on a projector a map cannot be read. */
const legible = 0.48

/** A site with so few hosts is never too much. */
const few = 2

/**
 * The layout of a world. Where not all of it can be read at once, sites are
 * closed; those of which somebody wants it otherwise are in turned.
 */
export function layOut(world: WorldMap, turned: ReadonlySet<string> = new Set()): MapLayout {
  const crowded = bestRows(world, () => true).scale < legible
  const isOpen = (site: string) => (crowded && !isSmall(world, site)) === turned.has(site)
  const { rows, measures } = bestRows(world, isOpen)
  const width = Math.max(...rows.map((row) => rowWidth(row, measures)), 0) + 2 * margin
  const layout: MapLayout = {
    width,
    height: margin,
    tight: measures.tight,
    crowded,
    sites: [],
    closed: [],
    cards: new Map(),
    spots: new Map(),
  }
  for (const row of rows) placeRow(layout, row, measures)
  layout.height += margin - measures.between.y
  return layout
}

const isSmall = (world: WorldMap, site: string) => world.hosts.filter((h) => h.site === site).length <= few

function placeRow(layout: MapLayout, row: readonly Block[], m: Measures) {
  const height = Math.max(...row.map((b) => b.height))
  let x = snap((layout.width - rowWidth(row, m)) / 2)
  for (const block of row) {
    const own = block.beside || block.closed
    const box = { x, y: layout.height, width: block.width, height: own ? block.height : height }
    if (block.closed) placeClosed(layout, block, box)
    else placeBlock(layout, block, box, m)
    x += block.width + m.between.x
  }
  layout.height += height + m.between.y
}

/** The nearest place for a box: half a step off the grid. */
const snap = (x: number) => Math.round((x - pitch / 2) / pitch) * pitch + pitch / 2

const onGrid = (x: number) => Math.floor(x / pitch) * pitch

// A box that links end at stands on the grid, as cards do.
function placeClosed(layout: MapLayout, { site, hosts }: Block, box: Rect) {
  const half = pitch / 2
  const closed = { ...box, x: box.x + half, y: box.y + half, id: `site ${site.name}`, site, hosts }
  layout.closed.push(closed)
  for (const host of hosts) layout.spots.set(host.name, closed)
}

function placeBlock(layout: MapLayout, block: Block, box: Rect, m: Measures) {
  layout.sites.push({
    ...box,
    site: block.site,
    title: titleOf(block, box, m),
    bare: isHarmful(block.hosts),
  })
  for (const { row, y } of rowsOf(block, box, m)) {
    const indent = onGrid(((block.columns - row.length) * (m.card.width + m.gap)) / 2)
    row.forEach((host, k) => {
      const x = box.x + leftOf(block, m) + indent + k * (m.card.width + m.gap)
      const card = { id: host.name, x, y, width: m.card.width, height: cardHeight(host, m), host }
      layout.cards.set(host.name, card)
      layout.spots.set(host.name, card)
    })
  }
}

/** The rows of a box with their places: people at its foot, everything else from the top. */
function rowsOf(block: Block, box: Rect, m: Measures): { row: Host[]; y: number }[] {
  const atFoot = (row: Host[]) => rankOf(row[0]!) === 3 && !block.beside
  const placed: { row: Host[]; y: number }[] = []
  let top = box.y + topOf(block, m)
  let foot = box.y + box.height - bottomOf(block, m)
  for (const row of block.rows.filter((r) => !atFoot(r))) {
    placed.push({ row, y: top })
    top += rowHeight(row, m) + m.gap
  }
  for (const row of block.rows.filter(atFoot).reverse()) {
    foot -= rowHeight(row, m)
    placed.push({ row, y: foot })
    foot -= m.gap
  }
  return placed
}

function titleOf(block: Block, box: Rect, m: Measures): Rect {
  const name = block.site.title ?? block.site.name
  const height = m.pad.top - 10
  if (block.beside) return { x: box.x, y: box.y + (box.height - height) / 2, width: besideRoom + 10, height }
  const letter = m.tight ? 11 : 9
  return { x: box.x, y: box.y + 4, width: Math.min(name.length * letter + 28, box.width - 20), height }
}
