// Rows one below the other of which only those in sight are drawn: where each
// begins, and which is at a place. A row is guessed at until it has been drawn
// and measured. Both questions and a change cost the logarithm of the rows.

export class Heights {
  readonly #heights: Float64Array
  /** A Fenwick tree over them: sums of stretches whose length is a power of two. */
  readonly #sums: Float64Array

  constructor(
    readonly count: number,
    guess: (row: number) => number,
  ) {
    this.#heights = Float64Array.from({ length: count }, (_, i) => guess(i))
    this.#sums = new Float64Array(count + 1)
    for (let i = 1; i <= count; i++) {
      this.#sums[i]! += this.#heights[i - 1]!
      const parent = i + (i & -i)
      if (parent <= count) this.#sums[parent]! += this.#sums[i]!
    }
  }

  get total(): number {
    return this.top(this.count)
  }

  of(row: number): number {
    return this.#heights[row] ?? 0
  }

  set(row: number, height: number) {
    const more = height - this.of(row)
    this.#heights[row] = height
    for (let i = row + 1; i <= this.count; i += i & -i) this.#sums[i]! += more
  }

  /** Where a row begins; where all end for the one after the last. */
  top(row: number): number {
    let sum = 0
    for (let i = Math.min(Math.max(row, 0), this.count); i > 0; i -= i & -i) sum += this.#sums[i]!
    return sum
  }

  /** The row at a place; the first or the last one beyond the ends. */
  at(y: number): number {
    let row = 0
    let left = y
    for (let size = 2 ** Math.floor(Math.log2(Math.max(this.count, 1))); size >= 1; size /= 2) {
      if (row + size > this.count || this.#sums[row + size]! > left) continue
      row += size
      left -= this.#sums[row]!
    }
    return Math.min(row, Math.max(this.count - 1, 0))
  }
}
