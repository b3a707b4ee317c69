import { expect, it } from 'vitest'
import { readRecording, readWorlds } from '../../../test/recordings'
import { Playback } from '../../state/playback.svelte'
import { Preferences } from '../../state/preferences.svelte'
import { Run } from '../../state/run.svelte'
import type { Outcome } from '../../wire/gen'
import { spokenOf } from './spoken'

function open(name: string, outcome: Outcome = 'quiet'): Playback {
  const run = new Run(
    readWorlds().find((w) => w.lesson.name === name)!,
    () => {},
  )
  const told = readRecording(name).map((t) => ({ ...t, text: `Event ${t.event.seq}.` }))
  run.add(told.filter((t) => t.event.level !== 'wire'))
  run.end({ type: 'ended', run: '', outcome, last: told.length })
  return new Playback(run, new Preferences(), () => true)
}

it('is what the lesson says and the bare fact, at every step another moment', () => {
  const playback = open('11-receiver-down')
  const moments = new Set<string>()
  for (const [i, step] of playback.steps.entries()) {
    playback.seek(i)
    const { moment, text } = spokenOf(playback)
    moments.add(moment)
    expect(text).toContain(step.told.text)
    for (const part of [step.note?.body.text, step.note?.body.why]) if (part) expect(text).toContain(part)
    if (step.wait) expect(text).toMatch(/^\d.* pass, nothing moves\./)
  }
  expect(moments.size).toBe(playback.steps.length)
  expect(playback.steps.some((s) => s.note)).toBe(true)
  expect(playback.steps.some((s) => s.wait)).toBe(true)
})

it('is a question with its answers, and then what the run says', () => {
  const playback = open('11-receiver-down')
  const [question] = playback.run.questions
  playback.seekQuestion(question!)
  const asked = spokenOf(playback)
  expect(asked.text).toContain(question!.text)
  for (const answer of question!.answers) expect(asked.text).toContain(answer)
  playback.answer(question!.right)
  const answered = spokenOf(playback)
  expect(answered.moment).not.toBe(asked.moment)
  expect(answered.text).toContain('So it is.')
  expect(answered.text).toContain(question!.answers[question!.right])
})

it('tells at the end how the questions were answered, and what stopped a run', () => {
  const playback = open('11-receiver-down', 'event-budget')
  expect(spokenOf(playback).text).not.toContain('Your answers')
  playback.seek(Infinity)
  const { text } = spokenOf(playback)
  expect(text).toContain(`Your answers: 0 of ${playback.run.questions.length} right.`)
  expect(text).toContain('This run was stopped. More happens')
})
