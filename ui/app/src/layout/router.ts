// Paths for links between cards, on the grid of the map: along the streets
// between the cards, never through a card or a heading, with as few bends as
// can be, and beside each other rather than on top of each other.
import type { MapLayout, Rect } from './map'
import { pitch } from './measures'
import { Search, stateOf, type Heading, type Home, type Port } from './search'

export interface Point {
  x: number
  y: number
}

// What other paths cost that are in the way, to run along the border of a box,
// and an end that is not in the middle.
const cost = { shared: 50, beside: 14, crossed: 25, border: 12, offCentre: 3 }

export class Router {
  readonly #columns: number
  readonly #rows: number
  readonly #blocked: Uint8Array
  /** bit 1: a path runs across here; bit 2: up or down */
  readonly #used: Uint8Array
  /** bit 1: close above or below a box's border; bit 2: close beside one */
  readonly #borders: Uint8Array
  /** what borders and other paths make it cost to go over a cell, by its state */
  readonly #tolls: Uint16Array
  readonly #routes = new Map<string, Point[]>()
  readonly #search: Search

  constructor(private readonly layout: MapLayout) {
    this.#columns = Math.ceil(layout.width / pitch) + 1
    this.#rows = Math.ceil(layout.height / pitch) + 1
    this.#blocked = new Uint8Array(this.#columns * this.#rows)
    this.#used = new Uint8Array(this.#columns * this.#rows)
    this.#borders = new Uint8Array(this.#columns * this.#rows)
    this.#tolls = new Uint16Array(this.#columns * this.#rows * 2)
    for (const spot of layout.spots.values()) this.#block(spot)
    this.#fence({ x: 0, y: 0, width: layout.width, height: layout.height })
    for (const site of layout.sites) {
      this.#block(site.title)
      if (!site.bare) this.#fence(site)
    }
    for (let cell = 0; cell < this.#blocked.length; cell++) this.#levy(cell)
    this.#search = new Search(this.#columns, this.#rows, this.#blocked, this.#tolls)
  }

  /**
   * The path between two hosts, from a to b; none within one closed site. What
   * was routed once stays as it is.
   */
  route(a: string, b: string): Point[] {
    const [one, two] = [this.layout.spots.get(a), this.layout.spots.get(b)]
    if (!one || !two || one.id === two.id) return []
    const straight = one.id < two.id
    const key = straight ? `${one.id} ${two.id}` : `${two.id} ${one.id}`
    let points = this.#routes.get(key)
    if (!points) {
      points = straight ? this.#find(one, two) : this.#find(two, one)
      this.#routes.set(key, points)
    }
    return straight ? points : [...points].reverse()
  }

  #block(r: Rect) {
    for (let y = Math.floor(r.y / pitch); y <= Math.ceil((r.y + r.height) / pitch); y++) {
      for (let x = Math.floor(r.x / pitch); x <= Math.ceil((r.x + r.width) / pitch); x++) {
        const inside = x * pitch > r.x - pitch && x * pitch < r.x + r.width + pitch
        const within = y * pitch > r.y - pitch && y * pitch < r.y + r.height + pitch
        if (inside && within && this.#has(x, y)) this.#blocked[this.#cell(x, y)] = 1
      }
    }
  }

  // Borders lie between two rows, or two columns, of the grid.
  #fence({ x, y, width, height }: Rect) {
    const [left, right] = [Math.floor(x / pitch), Math.ceil((x + width) / pitch)]
    const [top, bottom] = [Math.floor(y / pitch), Math.ceil((y + height) / pitch)]
    for (let row = top; row <= bottom; row++)
      for (const column of [left, left + 1, right - 1, right])
        if (this.#has(column, row)) this.#borders[this.#cell(column, row)]! |= 2
    for (let column = left; column <= right; column++)
      for (const row of [top, top + 1, bottom - 1, bottom])
        if (this.#has(column, row)) this.#borders[this.#cell(column, row)]! |= 1
  }

  #find(from: Rect, to: Rect): Point[] {
    const both = this.layout.sites.find((s) => within(s, from) && within(s, to))
    const cells = this.#search.path(this.#ports(from), this.#ports(to), both && inCells(both))
    if (!cells) return [centre(from), centre(to)] // walled in: straight through, behind the cards
    this.#remember(cells)
    const points = cells.map((c) => ({
      x: (c % this.#columns) * pitch,
      y: Math.floor(c / this.#columns) * pitch,
    }))
    return corners([edge(from, points[0]!), ...points, edge(to, points.at(-1)!)])
  }

  /** The free cells around a card at which a path may end, with their extra cost. */
  #ports(card: Rect): Port[] {
    const ports: Port[] = []
    const add = (x: number, y: number, heading: Heading, off: number) => {
      const [column, row] = [x / pitch, y / pitch]
      if (this.#has(column, row) && !this.#blocked[this.#cell(column, row)]) {
        ports.push({
          cell: this.#cell(column, row),
          heading,
          extra: Math.round(Math.abs(off) * cost.offCentre),
        })
      }
    }
    const { x: cx, y: cy } = centre(card)
    for (let x = card.x + 2 * pitch; x <= card.x + card.width - 2 * pitch; x += pitch) {
      add(x, card.y - pitch, 1, x - cx)
      add(x, card.y + card.height + pitch, 1, x - cx)
    }
    for (let y = card.y + pitch; y <= card.y + card.height - pitch; y += pitch) {
      add(card.x - pitch, y, 0, y - cy)
      add(card.x + card.width + pitch, y, 0, y - cy)
    }
    return ports
  }

  #levy(cell: number) {
    for (const heading of [0, 1] as const) this.#tolls[stateOf(cell, heading)] = this.#toll(cell, heading)
  }

  #toll(cell: number, heading: Heading): number {
    const along = heading === 0 ? 1 : 2
    const side = heading === 0 ? this.#columns : 1
    const here = this.#used[cell]!
    let toll = 0
    if (this.#borders[cell]! & along) toll += cost.border
    if (here & along) toll += cost.shared
    if (here & (3 - along)) toll += cost.crossed
    if ((this.#used[cell - side] ?? 0) & along || (this.#used[cell + side] ?? 0) & along) toll += cost.beside
    return toll
  }

  #remember(cells: readonly number[]) {
    for (let i = 0; i < cells.length; i++) {
      for (const other of [cells[i - 1], cells[i + 1]]) {
        if (other === undefined) continue
        this.#used[cells[i]!]! |= Math.abs(other - cells[i]!) === 1 ? 1 : 2
      }
    }
    for (const cell of cells)
      for (const near of [cell, cell - 1, cell + 1, cell - this.#columns, cell + this.#columns])
        if (near >= 0 && near < this.#used.length) this.#levy(near)
  }

  #has(x: number, y: number): boolean {
    return x >= 0 && y >= 0 && x < this.#columns && y < this.#rows
  }

  #cell(x: number, y: number): number {
    return y * this.#columns + x
  }
}

const within = (box: Rect, { x, y }: Point) =>
  x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height

/** A box, in cells. */
function inCells({ x, y, width, height }: Rect): Home {
  return { left: x / pitch, right: (x + width) / pitch, top: y / pitch, bottom: (y + height) / pitch }
}

export function centre(r: Rect): Point {
  return { x: r.x + r.width / 2, y: r.y + r.height / 2 }
}

/** The point on a card's edge that is nearest to a port. */
function edge(card: Rect, port: Point): Point {
  const clamp = (v: number, low: number, high: number) => Math.min(Math.max(v, low), high)
  return { x: clamp(port.x, card.x, card.x + card.width), y: clamp(port.y, card.y, card.y + card.height) }
}

/** A path without the points in the middle of its straight parts. */
function corners(points: readonly Point[]): Point[] {
  return points.filter((p, i) => {
    const [before, after] = [points[i - 1], points[i + 1]]
    if (!before || !after) return true
    return !((before.x === p.x && p.x === after.x) || (before.y === p.y && p.y === after.y))
  })
}
