// What a person has picked out to look at more closely. With nothing picked the
// inspector follows the cursor.
import { tabFor, tabOf, tabs, type Tab } from '../model/tabs'
import type { Host, TraceEvent } from '../wire/gen'

export const views = ['map', 'ladder', 'list'] as const

export type View = (typeof views)[number]

export class Selection {
  tab = $state<Tab>('conversation')
  view = $state<View>('map')
  #conn = $state<string>()
  #host = $state<string>()

  /** The connection that is pinned. */
  get conn(): string | undefined {
    return this.#conn
  }

  get host(): string | undefined {
    return this.#host
  }

  pickConn(conn: string | undefined) {
    this.#conn = conn
    if (conn) this.tab = 'conversation'
  }

  /** Picks a host, or lets go of it if it is the one that is picked. */
  pickHost(host: Host) {
    this.#conn = undefined
    this.#host = host.name === this.#host ? undefined : host.name
    if (this.#host) this.tab = tabFor(host.roles, this.tab)
  }

  /** Lets go of the host. */
  letGo() {
    this.#host = undefined
    this.#conn = undefined
  }

  /** Shows what an event did, where it is shown best. */
  pickEvent(event: TraceEvent) {
    this.tab = tabOf(event)
  }

  /** The next side of the inspector, or the one before. */
  turn(by: 1 | -1) {
    this.tab = tabs[(tabs.indexOf(this.tab) + by + tabs.length) % tabs.length]!
  }

  nextView() {
    this.view = views[(views.indexOf(this.view) + 1) % views.length]!
  }
}
