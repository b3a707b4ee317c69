// Where everything stands on the map: sites as boxes in rows, what belongs to
// nobody above them; in a box DNS on top, servers below it, people at the foot.
// The same world is laid out the same way every time, and nothing that happens
// moves anything.
import type { Host, Site, WorldMap } from '../wire/gen'

export interface Rect {
  x: number
  y: number
  width: number
  height: number
}

export interface Card extends Rect {
  host: Host
}

export interface SiteBox extends Rect {
  site: Site
  /** what the box's heading covers */
  title: Rect
  /** an attacker's: it stands outside every box, and so has none */
  bare: boolean
}

export interface MapLayout {
  width: number
  height: number
  sites: SiteBox[]
  cards: Map<string, Card>
}

/** Everything but the boxes' borders stands on this grid, in which links are routed. */
export const pitch = 10
export const card = { width: 200, height: 70 }

const gap = { x: 40, y: 40 } // between cards: room for three links side by side
const pad = { side: 35, top: 55, bottom: 25, strangers: 15 } // between a box and its cards; off the grid, so that no link runs on a border
const between = { x: 130, y: 40 } // boxes: across, room for a letter and its caption
const margin = 15
const screen = { width: 740, height: 620 } // about the room there is for a map

/** The layout of a world. */
export function layOut(world: WorldMap): MapLayout {
  const rows = bestRows(world)
  const width = Math.max(...rows.map(rowWidth), 0) + 2 * margin
  const layout: MapLayout = { width, height: margin, sites: [], cards: new Map() }
  for (const row of rows) placeRow(layout, row)
  layout.height += margin - between.y
  return layout
}

// Narrow sites or wide ones, few to a row or many: what comes out largest on a
// screen. Among equals the one with fewer columns of cards.
function bestRows(world: WorldMap): Block[][] {
  let best: Block[][] = []
  let largest = 0
  for (let columns = 1; columns <= 5; columns++) {
    const blocks = world.sites
      .map((site) =>
        arrange(
          site,
          world.hosts.filter((h) => h.site === site.name),
          columns,
        ),
      )
      .filter((b) => b.rows.length > 0)
    const strangers = blocks.filter((b) => b.site.kind === 'internet')
    const sites = blocks.filter((b) => b.site.kind !== 'internet')
    for (let perRow = 1; perRow <= Math.max(sites.length, 1); perRow++) {
      const rows = [strangers, ...chunks(sites, perRow)].filter((row) => row.length > 0)
      const scale = scaleOf(rows)
      if (scale > largest * 1.02) [best, largest] = [rows, scale]
    }
  }
  return best
}

function scaleOf(rows: readonly Block[][]): number {
  const width = Math.max(...rows.map(rowWidth))
  const height = rows.reduce((sum, row) => sum + Math.max(...row.map(blockHeight)) + between.y, 0)
  return Math.min(screen.width / width, screen.height / height)
}

/** The cards of one site: rows of hosts, from the top down. */
interface Block {
  site: Site
  rows: Host[][]
  columns: number
}

function arrange(site: Site, hosts: readonly Host[], most: number): Block {
  const ranks = [0, 1, 2, 3].map((rank) => hosts.filter((h) => rankOf(h) === rank))
  if (site.kind === 'internet') {
    const columns = Math.min(hosts.length, Math.max(most, 3))
    return { site, columns, rows: chunks(ranks.flat(), columns) }
  }
  const columns = Math.min(Math.max(...ranks.map((r) => r.length), 1), most)
  return { site, columns, rows: ranks.flatMap((r) => chunks(r, columns)) }
}

/** From the top down: names, transfer, stores, people. */
export function rankOf(host: Host): number {
  const roles = new Set(host.roles)
  if (host.webmail && !roles.has('mta') && !roles.has('msa')) return 2
  if (roles.has('mta')) return 1
  if (roles.has('mda')) return 2
  if (roles.has('msa')) return 1
  if (roles.has('mua')) return 3
  return roles.has('dns') || roles.has('resolver') ? 0 : 1
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  const parts: T[][] = []
  for (let i = 0; i < list.length; i += size) parts.push(list.slice(i, i + size))
  return parts
}

const blockWidth = (b: Block) => b.columns * (card.width + gap.x) - gap.x + 2 * pad.side + headingRoom(b)
const blockHeight = (b: Block) => b.rows.length * (card.height + gap.y) - gap.y + topOf(b) + bottomOf(b)
const rowWidth = (row: readonly Block[]) =>
  row.reduce((sum, b) => sum + blockWidth(b) + between.x, -between.x)

// The box of strangers is low: its heading stands beside the cards, not above.
const beside = (b: Block) => b.site.kind === 'internet'
const headingRoom = (b: Block) => (beside(b) ? 110 : 0)
const topOf = (b: Block) => (beside(b) ? pad.strangers : pad.top)
const bottomOf = (b: Block) => (beside(b) ? pad.strangers : pad.bottom)

function placeRow(layout: MapLayout, row: readonly Block[]) {
  const height = Math.max(...row.map(blockHeight))
  let x = snap((layout.width - rowWidth(row)) / 2)
  for (const block of row) {
    placeBlock(layout, block, { x, y: layout.height, width: blockWidth(block), height })
    x += blockWidth(block) + between.x
  }
  layout.height += height + between.y
}

/** The nearest place for a box: half a step off the grid. */
const snap = (x: number) => Math.round((x - pitch / 2) / pitch) * pitch + pitch / 2

function placeBlock(layout: MapLayout, block: Block, box: Rect) {
  const name = block.site.title ?? block.site.name
  const title = {
    x: box.x,
    y: box.y,
    width: Math.min(name.length * 9 + 30, box.width - 60),
    height: pad.top - 10,
  }
  if (beside(block)) title.y += (box.height - title.height) / 2
  const bare = block.rows.flat().some((h) => h.roles.includes('attacker'))
  layout.sites.push({ ...box, site: block.site, title, bare })
  block.rows.forEach((hosts, i) => {
    const atFoot = rankOf(hosts[0]!) === 3 && !beside(block)
    const above = (card.height + gap.y) * (atFoot ? i - block.rows.length : i)
    const y = atFoot ? box.y + box.height - pad.bottom + gap.y + above : box.y + topOf(block) + above
    const indent = ((block.columns - hosts.length) * (card.width + gap.x)) / 2
    hosts.forEach((host, k) => {
      const x = box.x + pad.side + headingRoom(block) + indent + k * (card.width + gap.x)
      layout.cards.set(host.name, { x, y, ...card, host })
    })
  })
}

/** Who will probably talk to whom, for a picture of a world in which nothing has happened yet. */
export function likelyLines(cards: readonly Card[]): [Card, Card][] {
  const lines: [Card, Card][] = []
  const transfer = cards.filter((c) => rankOf(c.host) === 1)
  transfer.forEach((c, i) => i > 0 && lines.push([transfer[i - 1]!, c]))
  for (const c of cards) {
    const rank = rankOf(c.host)
    const at = (r: number) =>
      cards.find((other) => other.host.site === c.host.site && rankOf(other.host) === r)
    const server = rank === 3 ? (at(2) ?? at(1)) : rank === 1 ? undefined : at(1)
    if (server) lines.push([c, server])
  }
  return lines
}
