// Whoever went elsewhere with the keyboard comes back to where they were.

export class Comeback {
  #left = false
  #from: HTMLElement | undefined

  leave() {
    const has = document.activeElement
    this.#left = true
    this.#from = has instanceof HTMLElement && has.matches(':focus-visible') ? has : undefined
  }

  /** Gives the focus back, or to something else where there is nothing to go back to. */
  back(otherwise?: HTMLElement) {
    if (!this.#left) return
    this.#left = false
    const to = this.#from?.isConnected ? this.#from : otherwise
    to?.focus({ preventScroll: true })
  }
}
