// What the browser asks of the server, and how it goes on after a lost
// connection: it says which run it was reading and how far it got. A server
// that no longer knows the run plays it again from the same seed, which gives
// the same events.
import {
  protocol,
  type BrowserFrame,
  type Checked,
  type Ended,
  type Hello,
  type Problem,
  type ServerFrame,
  type Told,
  type World,
} from './gen'

/** What a run is asked for of: a lesson by its name, or the text of a scenario. */
export type Wish = { lesson: string; source?: undefined } | { source: string; lesson?: undefined }

export interface SessionEvents {
  hello(hello: Hello): void
  /** The server speaks another version: the page must be loaded again. */
  mismatch(): void
  world(world: World): void
  events(told: Told[]): void
  /** Wire-level events of a connection, or of the whole run if conn is empty. */
  detail(told: Told[], conn: string, done: boolean): void
  ended(ended: Ended): void
  checked(checked: Checked): void
  problem(problem: Problem): void
}

export class Session {
  #wish: Wish | undefined
  #run = ''
  #seed: number | undefined
  #source = ''
  #last = 0
  #reopening = false
  #greeted = false
  /** What was asked for in detail and has not come completely. */
  #wanted = new Set<string>()

  constructor(
    private readonly send: (frame: BrowserFrame) => boolean,
    private readonly on: SessionEvents,
  ) {}

  /** Asks for a run; without a seed, of the scenario's own. */
  open(wish: Wish, seed?: number) {
    this.#forget()
    this.#wish = wish
    this.#seed = seed
    this.#ask()
  }

  leave() {
    this.#forget()
    this.#wish = undefined
  }

  /** Asks what is wrong with a scenario, and reports whether the question could be sent. */
  check(number: number, source: string): boolean {
    return this.#greeted && this.send({ type: 'check', number, source })
  }

  detail(conn = '') {
    this.#wanted.add(conn)
    this.#askDetail(conn)
  }

  /** Tells the session that the connection is gone. */
  lost() {
    this.#greeted = false
  }

  receive(frame: ServerFrame) {
    if ('run' in frame && frame.type !== 'world' && frame.run && frame.run !== this.#run) return
    switch (frame.type) {
      case 'hello':
        return this.#hello(frame)
      case 'world':
        return this.#world(frame)
      case 'events':
        return this.#events(frame.events, frame.detail ?? false, frame.conn ?? '', frame.done ?? false)
      case 'ended':
        return this.on.ended(frame)
      case 'checked':
        return this.on.checked(frame)
      case 'problem':
        return this.#problem(frame)
    }
  }

  #hello(hello: Hello) {
    if (hello.protocol !== protocol) return this.on.mismatch()
    this.#greeted = true
    this.on.hello(hello)
    this.#ask()
  }

  #world(world: World) {
    if (!this.#wished(world)) return // it was left before it came
    // The same run once more: what has come of it need not come again.
    const again = this.#reopening && world.source === this.#source
    this.#run = world.run
    this.#seed = world.seed
    this.#source = world.source
    this.#reopening = false
    if (!again) {
      this.#last = 0
      this.on.world(world)
    }
    for (const conn of this.#wanted) this.#askDetail(conn)
  }

  #wished(world: World): boolean {
    const { lesson, source } = this.#wish ?? {}
    return lesson === undefined ? world.source === source : world.lesson.name === lesson
  }

  #events(told: Told[], detail: boolean, conn: string, done: boolean) {
    if (detail) {
      if (done) this.#wanted.delete(conn)
      return this.on.detail(told, conn, done)
    }
    const fresh = told.filter((t) => t.event.seq > this.#last)
    this.#last = fresh.at(-1)?.event.seq ?? this.#last
    if (fresh.length > 0) this.on.events(fresh)
  }

  #problem(problem: Problem) {
    if (problem.code === 'unknown-run' && this.#wish) {
      this.#run = ''
      this.#reopening = true
      return this.#ask()
    }
    this.on.problem(problem)
  }

  #ask() {
    if (!this.#greeted || !this.#wish) return
    if (this.#run === '') {
      this.send({ type: 'open', ...this.#wish, seed: this.#seed })
      return
    }
    this.send({ type: 'resume', run: this.#run, after: this.#last })
    for (const conn of this.#wanted) this.#askDetail(conn)
  }

  #askDetail(conn: string) {
    if (this.#greeted && this.#run !== '')
      this.send({ type: 'detail', run: this.#run, conn: conn || undefined })
  }

  #forget() {
    this.#run = ''
    this.#seed = undefined
    this.#last = 0
    this.#reopening = false
    this.#wanted.clear()
  }
}
