// The cursor over a run, and the clock that moves it.
import { landmarksOf, nextPlace, type Landmark } from '../model/landmarks'
import type { Moment } from '../model/moment'
import { paceOf, waitBefore, type Timing } from '../model/pace'
import { questionsBySteps, stepShowing, type Question } from '../model/questions'
import { lastWhere, stepAbout, stepAt, type Step } from '../model/steps'
import { trafficOfSteps, type Traffic } from '../model/traffic'
import type { Level, Seq, TraceEvent } from '../wire/gen'
import type { Preferences } from './preferences.svelte'
import { Quiz, type Given } from './quiz.svelte'
import { Remarks } from './remarks.svelte'
import type { Run } from './run.svelte'

export const speeds = [0.25, 0.5, 1, 2, 4]

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
  /** the events at which the part that is looped begins and ends, as far as they were set */
  #loop = $state.raw<{ from?: Seq; to?: Seq }>({})

  timing = $state<Timing>('even')

  readonly quiz = new Quiz()
  readonly remarks = new Remarks()

  readonly steps: readonly Step[] = $derived.by(() => this.run.stepsAt(this.#level))
  readonly traffic: readonly (Traffic | undefined)[] = $derived.by(() =>
    trafficOfSteps(this.steps, this.run.plain, this.#level),
  )
  readonly #due = $derived.by(() => questionsBySteps(this.run.questions, this.steps))
  readonly landmarks = $derived.by(() => landmarksOf(this.steps, this.#due))
  readonly index: number = $derived(stepAt(this.steps, this.#seq))
  readonly step: Step | undefined = $derived(this.steps[this.index])
  readonly moment: Moment = $derived.by(() => this.run.upTo(this.#seq))

  /** The part that is looped, by its steps. */
  readonly loop: { from: number; to: number } | undefined = $derived.by(() => {
    const { from, to } = this.#loop
    if (from === undefined && to === undefined) return undefined
    const part = {
      from: from === undefined ? 0 : stepAt(this.steps, from),
      to: to === undefined ? this.steps.length - 1 : stepAt(this.steps, to),
    }
    return part.from < part.to ? part : undefined
  })

  /** The event that the next open question is about: what happens from there on would be its answer. */
  readonly horizon: Seq = $derived.by(() => {
    const { quiz, run } = this
    const next = run.questions.find(
      (q) => q.before > this.#seq && quiz.state(q) === 'open' && !quiz.isDone(q),
    )
    return next?.before ?? Infinity
  })

  /** Whether the picture moves, or would: whether ticks change anything. */
  readonly moving: boolean = $derived(this.#elapsed !== Infinity)

  constructor(
    readonly run: Run,
    readonly preferences: Preferences,
    private readonly calm: () => boolean,
  ) {
    this.#level = preferences.level
  }

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
    else this.preferences.level = level // and the next lesson begins with it
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

  /** The time in ns of which the picture says that nothing moves in it before a step; or 0. */
  waitBefore(step: Step): number {
    return waitBefore(step, this.timing)
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

  /** Shows what is right to those who look on, and counts it as nobody's answer. */
  showAnswer() {
    if (this.#question) this.quiz.show(this.#question)
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
    const { loop } = this
    if (loop && (this.index < loop.from || this.index >= loop.to)) this.seek(loop.from)
    else if (this.atEnd) this.seek(0)
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

  /** To the next landmark of a kind, or the one before, and reports whether there is one. */
  jump(to: Landmark, direction: 1 | -1): boolean {
    const found = nextPlace(this.landmarks[to], this.#placeFor(to, direction), direction)
    if (found === undefined) return false
    this.pause()
    if (to === 'question') this.seekQuestion(this.#due.get(found + 1)![0]!)
    else this.seek(found)
    return true
  }

  /** Whether there is such a landmark. */
  canJump(to: Landmark, direction: 1 | -1): boolean {
    return nextPlace(this.landmarks[to], this.#placeFor(to, direction), direction) !== undefined
  }

  /** Begins or ends the part that is looped with the step at the cursor. */
  setLoop(end: 'from' | 'to') {
    const loop = { ...this.#loop, [end]: this.#seq }
    const crossed = loop.from !== undefined && loop.to !== undefined && loop.from >= loop.to
    this.#loop = crossed ? { [end]: this.#seq } : loop
  }

  /** Whether there is a beginning or an end of a part. */
  get loopMarked(): boolean {
    return this.#loop.from !== undefined || this.#loop.to !== undefined
  }

  clearLoop() {
    this.#loop = {}
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
    const step = [...this.#due].find(([, questions]) => questions.some((q) => q.seq === question.seq))?.[0]
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
    else if (this.index === this.loop?.to) this.#go(this.loop.from, 'moving')
    else if (this.index < this.steps.length - 1) this.forward()
    else if (this.run.ended) this.#playing = false
  }

  get #times() {
    const at = (ms: number) => ms / this.preferences.speed
    if (!this.step) return { gap: 0, motion: 1, total: 1 }
    const { gap, motion, rest } = paceOf(this.step, this.#level, this.timing)
    return { gap: at(gap), motion: at(motion), total: at(gap + motion + rest) }
  }

  // A question that is not open now may still be asked where one stands.
  #placeFor(to: Landmark, direction: 1 | -1): number {
    return to === 'question' && direction > 0 && !this.#question ? this.index - 1 : this.index
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
