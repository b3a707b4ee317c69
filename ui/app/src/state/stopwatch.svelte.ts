// How long somebody has been teaching: kept over a reload, as long as the window is open.

const key = 'mailflow.began'

export class Stopwatch {
  #began = $state(Number(sessionStorage.getItem(key)) || Date.now())
  #now = $state(Date.now())
  readonly #timer = setInterval(() => (this.#now = Date.now()), 1000)

  constructor() {
    this.#keep()
  }

  /** in whole seconds */
  get seconds(): number {
    return Math.max(Math.floor((this.#now - this.#began) / 1000), 0)
  }

  restart() {
    this.#began = this.#now = Date.now()
    this.#keep()
  }

  close() {
    clearInterval(this.#timer)
  }

  #keep() {
    sessionStorage.setItem(key, String(this.#began))
  }
}
