// A run as far as it has come: its events, and what is worked out from them
// once for all views.
import { Connections } from '../model/connections'
import { Log } from '../model/log'
import { stepsOf, type Step } from '../model/steps'
import { Timeline } from '../model/timeline'
import type { Moment } from '../model/moment'
import { decisionsOf, type Decision } from '../model/promises'
import { misconceptionsOf, questionsOf, type Misconception, type Question } from '../model/questions'
import { shortName } from '../text/hostnames'
import type { Ended, Host, Level, Seq, Told, World } from '../wire/gen'
import { Plan } from './plan.svelte'
import { Publisher } from './publisher'

export class Run {
  readonly #log = new Log()
  readonly #connections = new Connections()
  readonly #timeline = new Timeline(this.#log.plain)
  readonly plan: Plan
  readonly #hosts: ReadonlyMap<string, Host>
  /** Pairs of hosts between which something goes, in the order in which it first does. */
  readonly #pairs = new Map<string, [string, string]>()

  /** Up to here the world only comes to life. */
  #ready: Seq = 0
  #living = false

  /** Goes up when there is more: what is worked out from the log depends on it. */
  #version = $state(0)
  readonly #publisher = new Publisher(() => this.#version++)
  /** The same of what was asked for in detail: most of the views do not look at it. */
  #detailed = $state(0)
  readonly #detailer = new Publisher(() => this.#detailed++)
  #ended = $state.raw<Ended>()
  #asked = new Set<string>()
  #fetched = $state.raw<ReadonlySet<string>>(new Set())

  constructor(
    readonly world: World,
    private readonly askDetail: (conn: string) => void,
  ) {
    this.plan = new Plan(world.lesson.world)
    this.#hosts = new Map(world.lesson.world.hosts.map((h) => [h.name, h]))
  }

  /** What exists once every event up to seq has happened; at the least a world whose machines run. */
  upTo(seq: Seq): Moment {
    void this.#version // more events change what has happened by then
    return this.#timeline.upTo(Math.max(seq, this.#ready))
  }

  /** The events of the story and hop levels. */
  get plain(): readonly Told[] {
    void this.#version
    return this.#log.plain
  }

  /** The events of all levels, as far as they were fetched. */
  get all(): readonly Told[] {
    void this.#version
    void this.#detailed
    return this.#log.all
  }

  /** The steps of the run at a level. */
  stepsAt(level: Level): Step[] {
    void this.#version
    if (level === 'wire') void this.#detailed
    return stepsOf(this.#log, level)
  }

  /** What the lesson asks; known once the run is over. */
  readonly questions: readonly Question[] = $derived(questionsOf(this.plain))

  /** What the run decides of what the lesson promises; known once it is over. */
  readonly decisions: readonly Decision[] = $derived(decisionsOf(this.plain))

  /** What the lesson sets right; known once the run is over. */
  readonly misconceptions: readonly Misconception[] = $derived(misconceptionsOf(this.plain))

  get connections(): Connections {
    void this.#version
    return this.#connections
  }

  get ended(): Ended | undefined {
    return this.#ended
  }

  get pairs(): readonly [string, string][] {
    void this.#version
    return [...this.#pairs.values()]
  }

  host(name: string): Host | undefined {
    return this.#hosts.get(name)
  }

  /** A host's name as short as its world allows. */
  shortName(name: string): string {
    const host = this.#hosts.get(name)
    return host ? shortName(host, this.world.lesson.world) : name
  }

  add(told: readonly Told[]) {
    this.#log.add(told)
    this.#connections.add(told)
    this.#timeline.grow()
    for (const { event } of told) {
      this.#notePair(event.node, event.peer)
      this.#living ||= event.kind !== 'run.started' && event.kind !== 'node.up'
      if (!this.#living) this.#ready = event.seq
    }
    this.#publisher.grown(this.#log.size)
  }

  addDetail(told: readonly Told[], conn: string, done: boolean) {
    this.#log.addDetail(told)
    this.#connections.add(told)
    if (!done) return this.#detailer.grown(this.#log.size)
    this.#fetched = new Set([...this.#fetched, conn])
    this.#detailer.now(this.#log.size)
  }

  end(ended: Ended) {
    this.#publisher.now(this.#log.size)
    this.#ended = ended
  }

  /** Sees to it that the wire-level events of a connection come; of the whole run if conn is empty. */
  want(conn = '') {
    if (this.#asked.has('') || this.#asked.has(conn)) return
    this.#asked.add(conn)
    this.askDetail(conn)
  }

  /** Whether they have come. */
  has(conn = ''): boolean {
    return this.#fetched.has('') || this.#fetched.has(conn)
  }

  #notePair(node: string | undefined, peer: string | undefined) {
    if (!node || !peer || node === peer || !this.#hosts.has(node) || !this.#hosts.has(peer)) return
    const pair: [string, string] = node < peer ? [node, peer] : [peer, node]
    const key = pair.join(' ')
    if (!this.#pairs.has(key)) this.#pairs.set(key, pair)
  }
}
