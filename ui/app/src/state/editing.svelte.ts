// A text that is being edited: it is kept as it is written, and checked by the
// server whenever the writer pauses.
import type { Fault } from '../wire/gen'
import { unfit, type Unfit } from './checker'

/** What the editing of a text needs from outside. */
export interface Desk {
  check(source: string): Promise<readonly Fault[] | undefined>
  sourceLimit(): number
  /** Keeps a text for the next time. */
  keep(text: string): void
}

/** How long a writer has paused before the text is looked at, in milliseconds. */
export const pause = 300

export class Editing {
  #text = $state('')
  #faults = $state.raw<readonly Fault[]>([])
  /** the text that the faults are of */
  #checked = $state<string>()
  #unfit = $state<Unfit>()
  #asking: Promise<void> | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  /** what is kept now; what is like it need not be kept again */
  #kept: string

  constructor(
    text: string,
    readonly original: string,
    private readonly desk: Desk,
  ) {
    this.#text = text
    this.#kept = text
  }

  get text(): string {
    return this.#text
  }

  get changed(): boolean {
    return this.#text !== this.original
  }

  /** The faults of the text as it was checked last. */
  get faults(): readonly Fault[] {
    return this.#faults
  }

  /** Why the text is no scenario at all. */
  get unfit(): Unfit | undefined {
    return this.#unfit
  }

  /** Whether the faults are those of the text as it is now. */
  get upToDate(): boolean {
    return this.#checked === this.#text
  }

  /** Whether the text as it is now can be run. */
  get sound(): boolean {
    return this.upToDate && this.#faults.length === 0 && !this.#unfit
  }

  write(text: string) {
    if (text === this.#text) return
    this.#text = text
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.settle(), pause)
  }

  /** Takes note of what another window has kept instead, or that it keeps it no longer. */
  keptElsewhere(text = this.#text) {
    this.#kept = text
  }

  /** Keeps the text and has it checked now; it is done when the faults are those of the text, or nobody answers. */
  settle(): Promise<void> {
    clearTimeout(this.#timer)
    if (this.#text !== this.#kept) this.desk.keep(this.#text)
    this.#kept = this.#text
    this.#asking ??= this.#ask().finally(() => (this.#asking = undefined))
    return this.#asking
  }

  // One question at a time: what was written meanwhile is asked about next.
  async #ask() {
    while (!this.upToDate) {
      const text = this.#text
      this.#unfit = unfit(text, this.desk.sourceLimit())
      const faults = this.#unfit ? [] : await this.desk.check(text)
      if (!faults) return
      this.#faults = faults
      this.#checked = text
    }
  }
}
