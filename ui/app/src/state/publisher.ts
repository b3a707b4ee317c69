// When what has come is worked out for the views. Each time costs as much as the
// run is long, so while a run is coming in it is done whenever there is half as
// much again; and once nothing has come for a moment.

const growth = 1.5
const moment = 60 // ms

export class Publisher {
  #published = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly publish: () => void) {}

  /** Tells how much there is now. */
  grown(size: number) {
    if (size >= this.#published * growth) return this.now(size)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.now(size), moment)
  }

  /** All that there is, at once. */
  now(size: number) {
    clearTimeout(this.#timer)
    this.#published = size
    this.publish()
  }
}
