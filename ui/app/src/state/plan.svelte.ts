// The map of a run: where everything stands and how lines run, with the sites
// that somebody opened or closed.
import { layOut, type MapLayout } from '../layout/map'
import { Router } from '../layout/router'
import type { WorldMap } from '../wire/gen'

export class Plan {
  /** sites that are not as the layout would have them by itself */
  #turned = $state.raw<ReadonlySet<string>>(new Set())
  /** the one that was opened last: it is to be seen */
  #opened = $state<string>()

  readonly layout: MapLayout = $derived.by(() => layOut(this.world, this.#turned))
  readonly router: Router = $derived.by(() => new Router(this.layout))

  constructor(readonly world: WorldMap) {}

  get opened(): string | undefined {
    return this.#opened
  }

  /** Opens a site that is one box, or makes one box of it. */
  toggle(site: string) {
    const closed = this.layout.closed.some((c) => c.site.name === site)
    const turned = new Set(this.#turned)
    if (!turned.delete(site)) turned.add(site)
    this.#turned = turned
    this.#opened = closed ? site : undefined
  }
}
