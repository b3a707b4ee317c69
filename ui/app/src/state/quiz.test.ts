import { beforeEach, describe, expect, it } from 'vitest'
import { readRecording, readWorlds } from '../../test/recordings'
import { Playback } from './playback.svelte'
import { Preferences } from './preferences.svelte'
import { Run } from './run.svelte'

let playback: Playback

beforeEach(() => {
  localStorage.clear()
  const run = new Run(
    readWorlds().find((w) => w.lesson.name === '11-receiver-down')!,
    () => {},
  )
  const told = readRecording('11-receiver-down')
  run.add(told.filter((t) => t.event.level !== 'wire'))
  run.end({ type: 'ended', run: '', outcome: 'quiet', last: told.length })
  playback = new Playback(run, new Preferences(), () => false)
})

/** Lets it play until it stops. */
function play() {
  for (let i = 0; i < 100_000 && playback.playing; i++) playback.tick(20)
}

describe('a question', () => {
  const first = () => playback.run.questions[0]!
  const shown = () => playback.step!.told.event.seq

  it('holds the run up before the event that it is about', () => {
    playback.toggle()
    play()
    expect(playback.question).toBe(first())
    expect(shown()).toBeLessThan(first().before)
    expect(playback.fresh).toBe(false)
  })

  it('lets it play on when it is answered, and the event comes', () => {
    playback.toggle()
    play()
    playback.answer(first().right)
    expect(playback.quiz.state(first())).toBe('right')
    expect(playback.playing).toBe(false)
    playback.goOn()
    expect(playback.playing).toBe(true)
    expect(shown()).toBe(first().before)
    play()
    expect(playback.question).toBe(playback.run.questions[1])
  })

  it('takes the first answer, and none that it does not offer', () => {
    playback.seekQuestion(first())
    playback.answer(17)
    expect(playback.quiz.state(first())).toBe('open')
    const wrong = (first().right + 1) % first().answers.length
    playback.answer(wrong)
    playback.answer(first().right)
    expect(playback.quiz.answerTo(first())).toBe(wrong)
    expect(playback.quiz.state(first())).toBe('wrong')
    expect(playback.quiz.countRight(playback.run.questions)).toBe(0)
    expect(playback.quiz.countAnswered(playback.run.questions)).toBe(1)
  })

  it("may have its answer shown, which is nobody's", () => {
    playback.seekQuestion(first())
    playback.showAnswer()
    expect(playback.quiz.state(first())).toBe('shown')
    playback.answer(first().right)
    expect(playback.quiz.state(first())).toBe('shown')
    expect(playback.quiz.countRight(playback.run.questions)).toBe(0)
    expect(playback.quiz.countAnswered(playback.run.questions)).toBe(0)
    playback.goOn()
    expect(shown()).toBe(first().before)
  })

  it('hides what is its answer until it is answered, shown or passed over', () => {
    expect(playback.horizon).toBe(first().before)
    playback.seekQuestion(first())
    expect(playback.horizon).toBe(first().before)
    playback.answer(0)
    expect(playback.horizon).toBe(playback.run.questions[1]!.before)
    playback.seekQuestion(playback.run.questions[1]!)
    playback.goOn()
    playback.seek(0)
    expect(playback.horizon).toBe(playback.run.questions[2]?.before ?? Infinity)
  })

  it('comes when one steps, and a further step passes it over', () => {
    const before = playback.steps.findIndex((s) => s.told.event.seq === first().before) - 1
    playback.seek(before)
    playback.forward()
    expect(playback.question).toBe(first())
    expect(playback.index).toBe(before)
    playback.forward()
    expect(playback.question).toBeUndefined()
    expect(playback.index).toBe(before + 1)
    expect(playback.playing).toBe(false)
    playback.back()
    playback.forward()
    expect(playback.question).toBeUndefined()
    expect(playback.quiz.state(first())).toBe('open')
  })

  it('is put away by whoever goes elsewhere, and comes again', () => {
    playback.seekQuestion(first())
    playback.seek(0)
    expect(playback.question).toBeUndefined()
    playback.toggle()
    play()
    expect(playback.question).toBe(first())
    playback.level = 'story'
    expect(playback.question).toBeUndefined()
  })

  it('does not come to those who jump past it', () => {
    playback.seek(Infinity)
    expect(playback.question).toBeUndefined()
    expect(playback.atEnd).toBe(true)
  })
})
