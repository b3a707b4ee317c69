// What the window that is shown to the room tells the speaker's window, and what
// that one makes it do. Everything happens in the first: so both are always in step.
import type { Asked, Prompt } from '../model/prompt'
import type { Notes } from '../wire/gen'

export const deeds = ['on', 'back', 'toggle', 'blank', 'present'] as const
export type Deed = (typeof deeds)[number]

/** What the speaker sees. */
export interface Scene extends Prompt {
  /** the address of what is shown, after the hash */
  href: string
  title: string
  place: string
  step: number
  steps: number
  clock: string
  /** what is asked now, and whether the answer is shown */
  asked?: Asked & { answered: boolean }
  /** for before the lesson begins, and for when it is over */
  before?: Pick<Notes, 'ask' | 'hear'>
  after?: Pick<Notes, 'change' | 'then'>
  playing: boolean
  presenting: boolean
  blank: boolean
}

export type Frame =
  | { type: 'scene'; from: string; scene: Scene }
  | { type: 'bye'; from: string }
  | { type: 'ask' }
  | { type: 'do'; to: string; deed: Deed }

/** What both windows need of a BroadcastChannel. */
export interface Channel {
  postMessage(frame: Frame): void
  onmessage: ((event: { data: Frame }) => void) | null
  close(): void
}

export function openChannel(): Channel {
  return new BroadcastChannel('mailflow') as Channel
}

export class Podium {
  /** Whether anybody has asked: till then nothing is worked out for a speaker. */
  #heard = $state(false)
  #scene: Scene | undefined
  readonly #name = Math.random().toString(36).slice(2)

  constructor(
    private readonly obey: (deed: Deed) => void,
    private readonly channel = openChannel(),
  ) {
    channel.onmessage = ({ data }) => this.#receive(data)
    addEventListener('pagehide', this.#leave)
  }

  get heard(): boolean {
    return this.#heard
  }

  show(scene: Scene) {
    this.#scene = scene
    this.channel.postMessage({ type: 'scene', from: this.#name, scene })
  }

  close() {
    removeEventListener('pagehide', this.#leave)
    this.#leave()
    this.channel.close()
  }

  readonly #leave = () => this.channel.postMessage({ type: 'bye', from: this.#name })

  #receive(frame: Frame) {
    if (frame.type === 'ask') {
      this.#heard = true
      if (this.#scene) this.show(this.#scene)
    } else if (frame.type === 'do' && frame.to === this.#name) this.obey(frame.deed)
  }
}

/** The address of the speaker's view of what is shown at an address. */
export function speakerHref(hash: string): string {
  return `#/speaker/${hash.replace(/^#\/?/, '').replace(/\/edit$/, '')}`
}
