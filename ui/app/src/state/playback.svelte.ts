// The cursor over a run, and the clock that moves it. Every step takes the same
// time on the screen, however long it took in the world.
import type { Moment } from '../model/moment'
import { questionsBySteps, stepShowing, type Question } from '../model/questions'
import { lastWhere, stepAbout, stepAt, type Step } from '../model/steps'
import { trafficOfSteps, type Traffic } from '../model/traffic'
import type { Level, Seq, TraceEvent } from '../wire/gen'
import type { Preferences } from './preferences.svelte'
import { Quiz, type Given } from './quiz.svelte'
import type { Run } from './run.svelte'

export const speeds = [0.25, 0.5, 1, 2, 4]

// Milliseconds at speed 1: in which the picture moves, and in which it rests.
const pace: Record<Level, { motion: number; rest: number }> = {
  story: { motion: 1200, rest: 900 },
  hop: { motion: 800, rest: 450 },
  wire: { motion: 450, rest: 200 },
}
const gapPause = 1500 // where nothing moves for long
const notePause = 2200 // where the lesson says something

export class Playback {
  #seq = $state<Seq>(0)
  #level = $state<Level>('hop')
  #playing = $state(false)
  /** ms since the step began; Infinity for a step that stands still */
  #elapsed = $state(Infinity)
  /** what holds the run up until it is answered or passed over */
  #question = $state.raw<Question>()
  /** whether it was playing before */
  #heldUp = false

  readonly quiz = new Quiz()

  readonly steps: readonly Step[] = $derived.by(() => this.run.stepsAt(this.#level))
  readonly traffic: readonly (Traffic | undefined)[] = $derived.by(() =>
    trafficOfSteps(this.steps, this.run.plain, this.#level),
  )
  readonly #due = $derived.by(() => questionsBySteps(this.run.questions, this.steps))
  readonly index: number = $derived(stepAt(this.steps, this.#seq))
  readonly step: Step | undefined = $derived(this.steps[this.index])
  readonly moment: Moment = $derived.by(() => this.run.upTo(this.#seq))

  /** Whether the picture moves, or would: whether ticks change anything. */
  readonly moving: boolean = $derived(this.#elapsed !== Infinity)

  constructor(
    readonly run: Run,
    private readonly preferences: Preferences,
    private readonly calm: () => boolean,
  ) {}

  get seq(): Seq {
    return this.#seq
  }

  get playing(): boolean {
    return this.#playing
  }

  get level(): Level {
    return this.#level
  }

  set level(level: Level) {
    this.#level = level
    this.#question = undefined // the next step is another one now
    this.#elapsed = Infinity
    if (level === 'wire') this.run.want()
  }

  get event(): TraceEvent | undefined {
    return this.step?.told.event
  }

  /** Whether nobody has started it yet, or somebody has gone back to the start. */
  get fresh(): boolean {
    return this.index === 0 && !this.#playing && !this.moving && !this.#question
  }

  get atEnd(): boolean {
    return this.steps.length > 0 && this.index === this.steps.length - 1 && this.#seq > 0
  }

  /** Whether the picture shows that nothing moves for long. */
  get waiting(): boolean {
    return this.#elapsed < this.#times.gap
  }

  /** How far what moves has got, from 0 to 1. */
  get progress(): number {
    if (this.calm()) return this.waiting ? 0 : 1
    const { gap, motion } = this.#times
    return Math.min(Math.max((this.#elapsed - gap) / motion, 0), 1)
  }

  /** How the questions were answered, by the index of the step before which they are asked. */
  get askedBySteps(): ReadonlyMap<number, Given> {
    return new Map([...this.#due].map(([step, questions]) => [step, this.quiz.state(questions[0]!)]))
  }

  /** The question that holds the run up. */
  get question(): Question | undefined {
    return this.#question
  }

  answer(choice: number) {
    if (this.#question) this.quiz.answer(this.#question, choice)
  }

  /** Goes on after a question, answered or not, as it went before. */
  goOn() {
    if (!this.#question) return
    this.quiz.pass(this.#question)
    this.#question = undefined
    this.#playing = this.#heldUp
    this.forward()
  }

  toggle() {
    if (this.#question) {
      this.#heldUp = true
      return this.goOn()
    }
    if (this.#playing) return this.pause()
    if (this.atEnd) this.seek(0)
    this.#playing = true
    if (this.#elapsed === Infinity) this.#elapsed = this.#times.total // the next tick goes on
  }

  pause() {
    this.#playing = false
    this.#heldUp = false
  }

  /** One step on, unless the lesson asks something before it. */
  forward() {
    if (this.#question) return this.goOn()
    const question = this.#due.get(this.index + 1)?.find((q) => !this.quiz.isDone(q))
    if (question) this.#ask(question)
    else this.#go(this.index + 1, 'moving')
  }

  back() {
    this.#go(this.index - 1, 'still')
  }

  /** To the next or the previous event of the letter that the moment is about. */
  followLetter(direction: 1 | -1) {
    const message = this.letter ?? this.steps.find((s) => s.told.event.message)?.told.event.message
    if (!message) return
    const found = stepAbout(this.steps, this.index, message, direction)
    if (found >= 0) this.#go(found, direction > 0 ? 'moving' : 'still')
  }

  /** The message that the moment is about: the last that was told of. */
  get letter(): string | undefined {
    return lastWhere(this.run.plain, this.#seq, (e) => e.message !== undefined)?.message
  }

  seek(index: number) {
    this.#go(index, 'still')
  }

  /** To the step in which an event is shown. */
  seekShown(seq: Seq) {
    this.seek(stepShowing(this.steps, seq))
  }

  /** To where a question is asked, and asks it. */
  seekQuestion(question: Question) {
    this.pause()
    const step = [...this.#due].find(([, questions]) => questions.includes(question))?.[0]
    if (step === undefined) return
    this.seek(step - 1)
    this.#ask(question)
  }

  /** To an event that need not be a step. */
  seekEvent(seq: Seq) {
    this.#question = undefined
    this.#seq = seq
    this.#elapsed = Infinity
  }

  /** Lets time pass on the screen. */
  tick(ms: number) {
    if (this.#elapsed === Infinity) return
    this.#elapsed += ms
    if (this.#elapsed < this.#times.total) return
    if (!this.#playing) this.#elapsed = Infinity
    else if (this.index < this.steps.length - 1) this.forward()
    else if (this.run.ended) this.#playing = false
  }

  get #times() {
    const { motion, rest } = pace[this.#level]
    const at = (ms: number) => ms / this.preferences.speed
    const gap = this.step?.wait ? at(gapPause) : 0
    const read = this.step?.note ? at(notePause) : 0
    return { gap, motion: at(motion), total: gap + at(motion) + at(rest) + read }
  }

  #ask(question: Question) {
    this.#question = question
    this.#heldUp = this.#playing
    this.#playing = false
    this.#elapsed = Infinity
  }

  #go(index: number, how: 'moving' | 'still') {
    this.#question = undefined
    if (this.steps.length === 0) return
    const to = Math.min(Math.max(index, 0), this.steps.length - 1)
    if (to === this.index && this.#seq > 0) {
      if (how === 'still') this.#elapsed = Infinity
      return
    }
    this.#seq = this.steps[to]!.told.event.seq
    this.#elapsed = how === 'moving' || this.#playing ? 0 : Infinity
  }
}
