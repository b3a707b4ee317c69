// The cheapest way over a grid, with a price on every bend: A* over (cell,
// heading), with buckets for a queue, since costs are small whole numbers.

export type Heading = 0 | 1 // across, or up and down

/** A cell at which a path may end, with what that costs more. */
export interface Port {
  cell: number
  heading: Heading
  extra: number
}

// In tenths of a step, so that ports can weigh less than one.
const cost = { step: 10, bend: 60 }

export class Search {
  readonly #best: Int32Array
  readonly #parent: Int32Array
  /** in which search a state was reached: what others left behind does not count */
  readonly #reached: Uint32Array
  #turn = 0
  #buckets: number[][] = []
  #goal = { left: 0, right: 0, top: 0, bottom: 0 }

  constructor(
    private readonly columns: number,
    private readonly rows: number,
    private readonly blocked: Uint8Array,
    /** what other paths make a cell cost */
    private readonly toll: (cell: number, heading: Heading) => number,
  ) {
    const states = columns * rows * 2
    this.#best = new Int32Array(states)
    this.#parent = new Int32Array(states)
    this.#reached = new Uint32Array(states)
  }

  /** The cells from one of the starts to one of the goals, or nothing if there is no way. */
  path(starts: readonly Port[], goals: readonly Port[]): number[] | undefined {
    if (goals.length === 0) return undefined
    this.#turn++
    this.#buckets = []
    this.#aimAt(goals)
    const ends = new Map(goals.map((g) => [g.cell * 2 + g.heading, g.extra]))
    for (const s of starts) this.#reach(s.cell * 2 + s.heading, -1, s.extra + this.toll(s.cell, s.heading))
    let found = -1
    let bound = Infinity
    for (let total = 0; total < this.#buckets.length && total < bound; total++) {
      const bucket = this.#buckets[total]
      for (let i = 0; bucket && i < bucket.length; i++) {
        const state = bucket[i]!
        const price = this.#best[state]!
        if (price + this.#left(state >> 1) !== total) continue // reached more cheaply since
        const extra = ends.get(state)
        if (extra !== undefined && price + extra < bound) [found, bound] = [state, price + extra]
        this.#spread(state, price)
      }
    }
    return found < 0 ? undefined : this.#trail(found)
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
    const heading = (state & 1) as Heading
    this.#reach(state ^ 1, state, price + cost.bend)
    const along = heading === 0 ? 1 : this.columns
    const at = heading === 0 ? cell % this.columns : Math.floor(cell / this.columns)
    if (at > 0) this.#step(cell - along, heading, state, price)
    if (at < (heading === 0 ? this.columns : this.rows) - 1) this.#step(cell + along, heading, state, price)
  }

  #step(cell: number, heading: Heading, from: number, price: number) {
    if (!this.blocked[cell])
      this.#reach(cell * 2 + heading, from, price + cost.step + this.toll(cell, heading))
  }

  #aimAt(goals: readonly Port[]) {
    const xs = goals.map((g) => g.cell % this.columns)
    const ys = goals.map((g) => Math.floor(g.cell / this.columns))
    this.#goal = {
      left: Math.min(...xs),
      right: Math.max(...xs),
      top: Math.min(...ys),
      bottom: Math.max(...ys),
    }
  }

  /** What the rest of the way costs at the least. */
  #left(cell: number): number {
    const [x, y] = [cell % this.columns, Math.floor(cell / this.columns)]
    const { left, right, top, bottom } = this.#goal
    const dx = Math.max(left - x, x - right, 0)
    const dy = Math.max(top - y, y - bottom, 0)
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
