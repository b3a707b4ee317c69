// The server as the page knows it: its lessons, the run that is open, and how
// the connection is doing.
import type { Fault, Lesson, Problem } from '../wire/gen'
import { Session, type Wish } from '../wire/session'
import { Socket, type SocketState } from '../wire/socket'
import { Checker } from './checker'
import { Run } from './run.svelte'

export class Server {
  #socketState = $state<SocketState>('connecting')
  #lessons = $state.raw<Lesson[]>()
  #run = $state.raw<Run>()
  #problem = $state.raw<Problem>()
  #mismatch = $state(false)
  #sourceLimit = $state(0)
  #textAsked = false
  #ofText = $state(false)
  #repeat = () => {}
  readonly #session: Session
  readonly #checker = new Checker((number, source) => this.#session.check(number, source))

  constructor(url: string) {
    const socket = new Socket(url, {
      frame: (frame) => this.#session.receive(frame),
      state: (state) => this.#moved(state),
    })
    this.#session = new Session((frame) => socket.send(frame), {
      hello: (hello) => {
        this.#lessons = hello.lessons
        if (this.#problem?.code === 'busy') this.#problem = undefined // it has time again
        this.#sourceLimit = hello.sourceLimit
      },
      mismatch: () => {
        this.#mismatch = true
        socket.close()
      },
      world: (world) => {
        this.#ofText = this.#textAsked
        this.#run = new Run(world, (conn) => this.#session.detail(conn))
        this.#problem = undefined
      },
      events: (told) => this.#run?.add(told),
      detail: (told, conn, done) => this.#run?.addDetail(told, conn, done),
      ended: (ended) => this.#run?.end(ended),
      checked: (checked) => this.#checker.answer(checked),
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

  /** Whether the run is of a text that no address has. */
  get ofText(): boolean {
    return this.#ofText
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

  /** Octets of the text of a scenario, at most; 0 until the server has greeted. */
  get sourceLimit(): number {
    return this.#sourceLimit
  }

  /** Asks once more for what the server had no time for. */
  again() {
    this.#problem = undefined
    this.#repeat()
  }

  /** Opens what is wished for, or nothing. */
  open(wish: Wish | undefined, seed?: number) {
    this.#run = undefined
    this.#problem = undefined
    this.#repeat = () => this.open(wish, seed)
    this.#textAsked = wish?.source !== undefined
    if (wish) this.#session.open(wish, seed)
    else this.#session.leave()
  }

  /** Runs a text. The run that is open stays to be seen until the new one is there. */
  rerun(source: string, seed?: number) {
    this.#problem = undefined
    this.#textAsked = true
    this.#repeat = () => this.rerun(source, seed)
    this.#session.open({ source }, seed)
  }

  /** The faults of a text; undefined if the server cannot be asked. */
  check(source: string): Promise<readonly Fault[] | undefined> {
    return this.#checker.check(source)
  }

  dismissProblem() {
    this.#problem = undefined
  }

  #moved(state: SocketState) {
    this.#socketState = state
    if (state !== 'lost') return
    this.#session.lost()
    this.#checker.lost()
  }
}

/** Where the page's own server listens. */
export function serverURL(): string {
  const url = new URL('ws', location.href.replace(/[#?].*$/, ''))
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return url.href
}
