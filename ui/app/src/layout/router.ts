// Paths for links between cards, on the grid of the map: along the streets
// between the cards, never through a card or a heading, with as few bends as
// can be, and beside each other rather than on top of each other.
import { pitch, type Card, type MapLayout, type Rect } from './map'

export interface Point {
  x: number
  y: number
}

// What a path costs, in tenths of a step, so that ports can weigh less than one.
const cost = { step: 10, bend: 60, shared: 50, beside: 14, crossed: 25, offCentre: 3 }

type Heading = 0 | 1 // across, or up and down

export class Router {
  readonly #columns: number
  readonly #rows: number
  readonly #blocked: Uint8Array
  /** bit 1: a path runs across here; bit 2: up or down */
  readonly #used: Uint8Array
  readonly #routes = new Map<string, Point[]>()

  constructor(private readonly layout: MapLayout) {
    this.#columns = Math.ceil(layout.width / pitch) + 1
    this.#rows = Math.ceil(layout.height / pitch) + 1
    this.#blocked = new Uint8Array(this.#columns * this.#rows)
    this.#used = new Uint8Array(this.#columns * this.#rows)
    for (const card of layout.cards.values()) this.#block(card)
    for (const site of layout.sites) this.#block(site.title)
  }

  /** The path between two hosts, from a to b. What was routed once stays as it is. */
  route(a: string, b: string): Point[] {
    const key = a < b ? `${a} ${b}` : `${b} ${a}`
    let points = this.#routes.get(key)
    if (!points) {
      points = this.#find(a < b ? a : b, a < b ? b : a)
      this.#routes.set(key, points)
    }
    return a < b ? points : [...points].reverse()
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

  #find(a: string, b: string): Point[] {
    const [from, to] = [this.layout.cards.get(a), this.layout.cards.get(b)]
    if (!from || !to) return []
    const cells = this.#search(this.#ports(from), this.#ports(to))
    if (!cells) return [centre(from), centre(to)] // walled in: straight through, behind the cards
    this.#remember(cells)
    const points = cells.map((c) => ({
      x: (c % this.#columns) * pitch,
      y: Math.floor(c / this.#columns) * pitch,
    }))
    return corners([edge(from, points[0]!), ...points, edge(to, points.at(-1)!)])
  }

  /** The free cells around a card at which a path may end, with their extra cost. */
  #ports(card: Card): Port[] {
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
    for (let y = card.y + 2 * pitch; y <= card.y + card.height - 2 * pitch; y += pitch) {
      add(card.x - pitch, y, 0, y - cy)
      add(card.x + card.width + pitch, y, 0, y - cy)
    }
    return ports
  }

  // Dijkstra's algorithm over (cell, heading), with buckets for a queue: costs
  // are small whole numbers.
  #search(starts: readonly Port[], goals: readonly Port[]): number[] | undefined {
    const states = this.#blocked.length * 2
    const best = new Int32Array(states).fill(-1)
    const parent = new Int32Array(states).fill(-1)
    const buckets: number[][] = []
    const reach = (state: number, from: number, price: number) => {
      if (best[state]! >= 0 && best[state]! <= price) return
      best[state] = price
      parent[state] = from
      ;(buckets[price] ??= []).push(state)
    }
    const ends = new Map<number, number>()
    for (const g of goals) ends.set(g.cell * 2 + g.heading, g.extra)
    for (const s of starts) reach(s.cell * 2 + s.heading, -1, s.extra + this.#toll(s.cell, s.heading))

    let found = -1
    let bound = Infinity
    for (let price = 0; price < buckets.length && price < bound; price++) {
      for (const state of buckets[price] ?? []) {
        if (best[state] !== price) continue
        const extra = ends.get(state)
        if (extra !== undefined && price + extra < bound) [found, bound] = [state, price + extra]
        this.#spread(state, price, reach)
      }
    }
    return found < 0 ? undefined : trail(found, parent)
  }

  #spread(state: number, price: number, reach: (state: number, from: number, price: number) => void) {
    const cell = state >> 1
    const heading = (state & 1) as Heading
    const turned = (1 - heading) as Heading
    reach(cell * 2 + turned, state, price + cost.bend)
    const [x, y] = [cell % this.#columns, Math.floor(cell / this.#columns)]
    for (const d of [-1, 1]) {
      const [nx, ny] = heading === 0 ? [x + d, y] : [x, y + d]
      if (!this.#has(nx, ny)) continue
      const next = this.#cell(nx, ny)
      if (!this.#blocked[next])
        reach(next * 2 + heading, state, price + cost.step + this.#toll(next, heading))
    }
  }

  /** What other paths make a cell cost. */
  #toll(cell: number, heading: Heading): number {
    const along = heading === 0 ? 1 : 2
    const side = heading === 0 ? this.#columns : 1
    const here = this.#used[cell]!
    let toll = 0
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
  }

  #has(x: number, y: number): boolean {
    return x >= 0 && y >= 0 && x < this.#columns && y < this.#rows
  }

  #cell(x: number, y: number): number {
    return y * this.#columns + x
  }
}

interface Port {
  cell: number
  heading: Heading
  extra: number
}

function trail(state: number, parent: Int32Array): number[] {
  const cells: number[] = []
  for (let s = state; s >= 0; s = parent[s]!) {
    if (cells.at(-1) !== s >> 1) cells.push(s >> 1)
  }
  return cells.reverse()
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
