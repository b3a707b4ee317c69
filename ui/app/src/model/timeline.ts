// Moments of a run on request. Every so many events a moment is kept as a
// checkpoint, so that a jump costs that many events and not the whole run.
import type { Seq, Told } from '../wire/gen'
import { lastUpTo } from './log'
import { advance, beginning, copyOf, type Moment } from './moment'

const mostCheckpoints = 128

export class Timeline {
  /** #checkpoints[i] is the moment after i * #interval events. */
  #checkpoints: Moment[] = [beginning()]
  #interval: number
  /** How far checkpoints were made, and the moment there. */
  #head = { count: 0, moment: beginning() }
  /** The moment asked for last, and after how many events it is. */
  #latest = { count: 0, moment: beginning() }

  constructor(
    private readonly told: readonly Told[],
    interval = 64,
  ) {
    this.#interval = interval
  }

  /** Makes checkpoints of what has come: done as it comes, no jump has to wait for it. */
  grow() {
    const head = this.#head
    while (head.count < this.told.length) {
      advance(head.moment, this.told[head.count++]!.event)
      if (head.count === this.#checkpoints.length * this.#interval) this.#keep(head.moment)
    }
  }

  /** What exists once every event up to seq has happened. The caller must not change it. */
  upTo(seq: Seq): Moment {
    this.grow()
    const count = lastUpTo(this.told, seq) + 1
    if (count !== this.#latest.count) this.#latest = { count, moment: this.#fold(count) }
    return this.#latest.moment
  }

  #fold(count: number): Moment {
    const checkpoint = Math.floor(count / this.#interval)
    let from = checkpoint * this.#interval
    let start = this.#checkpoints[checkpoint]!
    if (this.#latest.count <= count && this.#latest.count > from) {
      from = this.#latest.count
      start = this.#latest.moment
    }
    const moment = copyOf(start)
    for (let i = from; i < count; i++) advance(moment, this.told[i]!.event)
    return moment
  }

  // A long run keeps as many checkpoints as a short one, further apart.
  #keep(moment: Moment) {
    this.#checkpoints.push(copyOf(moment))
    if (this.#checkpoints.length <= mostCheckpoints) return
    this.#checkpoints = this.#checkpoints.filter((_, i) => i % 2 === 0)
    this.#interval *= 2
  }
}
