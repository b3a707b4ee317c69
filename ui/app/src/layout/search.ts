// The cheapest way over a grid, with a price on every bend: A* over states, which
// are a cell and a heading, with buckets for a queue, since costs are small whole
// numbers. A large map has some hundred ways over some ten thousand cells.

export type Heading = 0 | 1 // across, or up and down

/** A cell, and how one goes there. */
export function stateOf(cell: number, heading: Heading): number {
  return cell * 2 + heading
}

/** A cell at which a path may end, with what that costs more. */
export interface Port {
  cell: number
  heading: Heading
  extra: number
}

/** An area that a path leaves only at a price; in cells, its borders outside. */
export interface Home {
  left: number
  right: number
  top: number
  bottom: number
}

// In tenths of a step, so that ports can weigh less than one.
const cost = { step: 10, bend: 60, away: 12 }

export class Search {
  readonly #best: Int32Array
  readonly #parent: Int32Array
  /** in which search a state was reached, and done with: what others left behind does not count */
  readonly #reached: Uint32Array
  readonly #done: Uint32Array
  readonly #column: Uint16Array
  readonly #row: Uint16Array
  #turn = 0
  #buckets: number[][] = []
  #goal = { left: 0, right: 0, top: 0, bottom: 0 }
  #home: Home | undefined

  constructor(
    private readonly columns: number,
    private readonly rows: number,
    private readonly blocked: Uint8Array,
    /** what a state costs beyond a step, by its number */
    private readonly tolls: Uint16Array,
  ) {
    const cells = columns * rows
    this.#best = new Int32Array(cells * 2)
    this.#parent = new Int32Array(cells * 2)
    this.#reached = new Uint32Array(cells * 2)
    this.#done = new Uint32Array(cells * 2)
    this.#column = Uint16Array.from({ length: cells }, (_, cell) => cell % columns)
    this.#row = Uint16Array.from({ length: cells }, (_, cell) => Math.floor(cell / columns))
  }

  /** The cells from one of the starts to one of the goals, or nothing if there is no way. */
  path(starts: readonly Port[], goals: readonly Port[], home?: Home): number[] | undefined {
    if (goals.length === 0) return undefined
    this.#turn++
    this.#buckets = []
    this.#home = home
    this.#aimAt(goals)
    const ends = new Map(goals.map((g) => [stateOf(g.cell, g.heading), g.extra]))
    for (const s of starts) this.#enter(stateOf(s.cell, s.heading), -1, s.extra)
    let found = -1
    let bound = Infinity
    for (let total = 0; total < this.#buckets.length && total < bound; total++) {
      const bucket = this.#buckets[total]
      for (let i = 0; bucket && i < bucket.length; i++) {
        const state = bucket[i]!
        if (this.#done[state] === this.#turn) continue // reached more cheaply before
        this.#done[state] = this.#turn
        const price = this.#best[state]!
        const extra = ends.get(state)
        if (extra !== undefined && price + extra < bound) [found, bound] = [state, price + extra]
        this.#spread(state, price)
      }
    }
    return found < 0 ? undefined : this.#trail(found)
  }

  #enter(state: number, from: number, price: number) {
    const outside = this.#home && !this.#isAtHome(state >> 1) ? cost.away : 0
    this.#reach(state, from, price + this.tolls[state]! + outside)
  }

  #reach(state: number, from: number, price: number) {
    if (this.#reached[state] === this.#turn && this.#best[state]! <= price) return
    this.#reached[state] = this.#turn
    this.#best[state] = price
    this.#parent[state] = from
    ;(this.#buckets[price + this.#left(state >> 1)] ??= []).push(state)
  }

  #spread(state: number, price: number) {
    const cell = state >> 1
    this.#reach(state ^ 1, state, price + cost.bend)
    const across = (state & 1) === 0
    const along = across ? 1 : this.columns
    const at = across ? this.#column[cell]! : this.#row[cell]!
    if (at > 0) this.#step(state, -along, price)
    if (at < (across ? this.columns : this.rows) - 1) this.#step(state, along, price)
  }

  #step(from: number, cells: number, price: number) {
    const state = from + 2 * cells
    if (!this.blocked[state >> 1]) this.#enter(state, from, price + cost.step)
  }

  #aimAt(goals: readonly Port[]) {
    const xs = goals.map((g) => this.#column[g.cell]!)
    const ys = goals.map((g) => this.#row[g.cell]!)
    this.#goal = {
      left: Math.min(...xs),
      right: Math.max(...xs),
      top: Math.min(...ys),
      bottom: Math.max(...ys),
    }
  }

  #isAtHome(cell: number): boolean {
    const { left, right, top, bottom } = this.#home!
    const [x, y] = [this.#column[cell]!, this.#row[cell]!]
    return x > left && x < right && y > top && y < bottom
  }

  /** What the rest of the way costs at the least. */
  #left(cell: number): number {
    const [x, y] = [this.#column[cell]!, this.#row[cell]!]
    const { left, right, top, bottom } = this.#goal
    const dx = x < left ? left - x : x > right ? x - right : 0
    const dy = y < top ? top - y : y > bottom ? y - bottom : 0
    return (dx + dy) * cost.step
  }

  #trail(state: number): number[] {
    const cells: number[] = []
    for (let s = state; s >= 0; s = this.#parent[s]!) {
      if (cells.at(-1) !== s >> 1) cells.push(s >> 1)
    }
    return cells.reverse()
  }
}
