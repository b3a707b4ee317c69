// Every event of a run that has come so far, in the order in which it happened.
import type { Seq, Told } from '../wire/gen'

export class Log {
  /** Story and hop level: always here, and only ever longer. */
  readonly plain: Told[] = []
  readonly #wire = new Set<Seq>()
  #all: readonly Told[] = []
  /** what has come since that was put together */
  #news: Told[] = []

  /** Takes the next events of the story and hop levels. */
  add(told: readonly Told[]) {
    for (const t of told) {
      this.plain.push(t)
      this.#news.push(t)
    }
  }

  /** Takes wire-level events, in any order and as often as they come. */
  addDetail(told: readonly Told[]) {
    for (const t of told) {
      if (t.event.level !== 'wire' || this.#wire.has(t.event.seq)) continue
      this.#wire.add(t.event.seq)
      this.#news.push(t)
    }
  }

  /** How many have come. */
  get size(): number {
    return this.plain.length + this.#wire.size
  }

  /** All levels, as far as they have come. */
  get all(): readonly Told[] {
    if (this.#news.length > 0) {
      this.#all = merged(this.#all, this.#news.sort(bySeq))
      this.#news = []
    }
    return this.#all
  }

  find(seq: Seq): Told | undefined {
    const told = this.all[lastUpTo(this.all, seq)]
    return told?.event.seq === seq ? told : undefined
  }
}

const bySeq = (a: Told, b: Told) => a.event.seq - b.event.seq

/** Two lists in order as one: of a long run each conversation that comes costs one walk, and no sorting. */
function merged(a: readonly Told[], b: readonly Told[]): Told[] {
  const all: Told[] = []
  let i = 0
  for (const next of b) {
    while (i < a.length && a[i]!.event.seq < next.event.seq) all.push(a[i++]!)
    all.push(next)
  }
  while (i < a.length) all.push(a[i++]!)
  return all
}

/** The index of the last event that is not after seq; -1 if there is none. */
export function lastUpTo(told: readonly Told[], seq: Seq): number {
  let low = 0
  let high = told.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (told[middle]!.event.seq <= seq) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** The virtual time of a moment, in ns since the start. */
export function timeAt(told: readonly Told[], seq: Seq): number {
  return told[lastUpTo(told, seq)]?.event.at ?? 0
}
