// What a person has picked out to look at more closely. With nothing picked the
// inspector follows the cursor.

export const views = ['map', 'ladder', 'list'] as const

export type View = (typeof views)[number]

export class Selection {
  tab = $state('conversation')
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
  pickHost(host: string | undefined) {
    this.#host = host === this.#host ? undefined : host
    this.#conn = undefined
    if (this.#host) this.tab = 'conversation'
  }

  pickLetter() {
    this.tab = 'message'
  }

  /** Shows why something was decided as it was. */
  pickDecision() {
    this.tab = 'decisions'
  }

  nextView() {
    this.view = views[(views.indexOf(this.view) + 1) % views.length]!
  }
}
