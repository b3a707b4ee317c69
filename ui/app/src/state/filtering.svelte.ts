// What the list and the ladder leave out. The cursor does not know of it.
import { choicesOf, passing, placeAmong, type Filter } from '../model/filter'
import type { Playback } from './playback.svelte'

export class Filtering {
  #filter = $state.raw<Filter>({})

  /** The indices of the steps that are shown. */
  readonly shown: readonly number[] = $derived.by(() =>
    passing(this.playback.steps, this.#filter, this.playback.run.connections),
  )
  /** Where the cursor stands among them; -1 before the first. */
  readonly place: number = $derived.by(() => placeAmong(this.shown, this.playback.index))
  readonly choices = $derived.by(() => choicesOf(this.playback.steps, this.playback.run.connections))
  readonly active: boolean = $derived(Object.values(this.#filter).some((wanted) => wanted !== undefined))

  constructor(readonly playback: Playback) {}

  get filter(): Filter {
    return this.#filter
  }

  ask(change: Filter) {
    this.#filter = { ...this.#filter, ...change }
  }

  clear() {
    this.#filter = {}
  }

  /** To the next step that is shown, or the one before. */
  walk(direction: 1 | -1, by = 1) {
    const here = this.shown[this.place] === this.playback.index
    const from = direction < 0 && !here ? this.place + 1 : this.place
    const to = Math.min(Math.max(from + direction * by, 0), this.shown.length - 1)
    if (this.shown.length > 0) this.playback.seek(this.shown[to]!)
  }
}
