// What somebody looks for in the gallery. It outlives a visit to a lesson.
import { everything, wantsEverything, type Wanted } from '../model/find'

export class Finder {
  wanted = $state.raw<Wanted>(everything)

  want(change: Partial<Wanted>) {
    this.wanted = { ...this.wanted, ...change }
  }

  get idle(): boolean {
    return wantsEverything(this.wanted)
  }

  reset() {
    this.wanted = everything
  }
}
