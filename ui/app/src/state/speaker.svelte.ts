// The speaker's window: what it has heard from the window that is shown to the
// room, and whether that one is still there.
import { openChannel, type Deed, type Frame, type Scene } from './podium.svelte'

const pulse = 2000 // ms between two questions whether anybody is there
const misses = 3 // unanswered ones after which nobody is

export class Speaker {
  #scene = $state.raw<Scene>()
  #here = $state(false)
  #from = ''
  #unanswered = 0
  readonly #timer: ReturnType<typeof setInterval>

  /** href is the address of what is spoken about. */
  constructor(
    private href: string,
    private readonly channel = openChannel(),
  ) {
    channel.onmessage = ({ data }) => this.#receive(data)
    this.#timer = setInterval(() => this.#ask(), pulse)
    this.#ask()
  }

  /** What was shown last; it stays when the other window goes. */
  get scene(): Scene | undefined {
    return this.#scene
  }

  /** Whether there is a window that shows it. */
  get here(): boolean {
    return this.#here
  }

  do(deed: Deed) {
    if (this.#here) this.channel.postMessage({ type: 'do', to: this.#from, deed })
  }

  close() {
    clearInterval(this.#timer)
    this.channel.close()
  }

  #ask() {
    if (this.#unanswered++ >= misses) this.#here = false
    this.channel.postMessage({ type: 'ask' })
  }

  #receive(frame: Frame) {
    if (frame.type === 'scene' && this.#follows(frame)) {
      this.#from = frame.from
      this.href = frame.scene.href
      this.#scene = frame.scene
      this.#here = true
      this.#unanswered = 0
    } else if (frame.type === 'bye' && frame.from === this.#from) this.#here = false
  }

  // The window once found is followed to other lessons; another one only where it
  // shows the same and that one is gone.
  #follows({ from, scene }: { from: string; scene: Scene }): boolean {
    return from === this.#from || (!this.#here && scene.href === this.href)
  }
}
