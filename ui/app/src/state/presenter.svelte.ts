// Whether a lesson is shown to a room, and how.

export class Presenter {
  #on = $state(false)
  #blank = $state(false)
  #fullScreen = $state(false)

  constructor() {
    // Escape ends full screen before any key reaches the page: it ends all of it.
    document.addEventListener('fullscreenchange', () => {
      const full = document.fullscreenElement !== null
      if (this.#fullScreen && !full) this.leave()
      this.#fullScreen = full
    })
  }

  get on(): boolean {
    return this.#on
  }

  /** Whether the screen is dark, so that the room looks at the person. */
  get blank(): boolean {
    return this.#on && this.#blank
  }

  get fullScreen(): boolean {
    return this.#fullScreen
  }

  start() {
    this.#on = true
    this.#blank = false
  }

  leave() {
    this.#on = false
    this.#showPage()
  }

  toggle() {
    if (this.#on) this.leave()
    else this.start()
  }

  toggleBlank() {
    this.#blank = !this.#blank
  }

  toggleFullScreen() {
    if (this.#fullScreen) this.#showPage()
    else void document.documentElement.requestFullscreen?.().catch(() => {}) // a browser may say no
  }

  #showPage() {
    if (!this.#fullScreen) return
    this.#fullScreen = false
    void document.exitFullscreen()
  }
}
