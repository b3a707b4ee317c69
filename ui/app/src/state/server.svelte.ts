// The server as the page knows it: its lessons, the run that is open, and how
// the connection is doing.
import type { Lesson, Problem } from '../wire/gen'
import { Session } from '../wire/session'
import { Socket, type SocketState } from '../wire/socket'
import { Run } from './run.svelte'

export class Server {
  #socketState = $state<SocketState>('connecting')
  #lessons = $state.raw<Lesson[]>()
  #run = $state.raw<Run>()
  #problem = $state.raw<Problem>()
  #mismatch = $state(false)
  readonly #session: Session

  constructor(url: string) {
    const socket = new Socket(url, {
      frame: (frame) => this.#session.receive(frame),
      state: (state) => this.#moved(state),
    })
    this.#session = new Session((frame) => socket.send(frame), {
      hello: (hello) => (this.#lessons = hello.lessons),
      mismatch: () => {
        this.#mismatch = true
        socket.close()
      },
      world: (world) => (this.#run = new Run(world, (conn) => this.#session.detail(conn))),
      events: (told) => this.#run?.add(told),
      detail: (told, conn, done) => this.#run?.addDetail(told, conn, done),
      ended: (ended) => this.#run?.end(ended),
      problem: (problem) => (this.#problem = problem),
    })
  }

  /** In course order; undefined until the server has greeted. */
  get lessons(): Lesson[] | undefined {
    return this.#lessons
  }

  get run(): Run | undefined {
    return this.#run
  }

  get problem(): Problem | undefined {
    return this.#problem
  }

  get mismatch(): boolean {
    return this.#mismatch
  }

  get lost(): boolean {
    return this.#socketState === 'lost'
  }

  open(lesson: string) {
    this.#forget()
    if (lesson) this.#session.open(lesson)
    else this.#session.leave()
  }

  dismissProblem() {
    this.#problem = undefined
  }

  #moved(state: SocketState) {
    this.#socketState = state
    if (state === 'lost') this.#session.lost()
  }

  #forget() {
    this.#run = undefined
    this.#problem = undefined
  }
}

/** Where the page's own server listens. */
export function serverURL(): string {
  const url = new URL('ws', location.href.replace(/[#?].*$/, ''))
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return url.href
}
