import { cleanup, render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readRecording, readWorlds } from '../../test/recordings'
import { Playback } from '../state/playback.svelte'
import { Preferences } from '../state/preferences.svelte'
import { Run } from '../state/run.svelte'
import { Selection } from '../state/selection.svelte'
import Inspector from './inspector/Inspector.svelte'
import { pressKey } from './lesson/keys'
import StoryColumn from './lesson/StoryColumn.svelte'

let run: Run
let playback: Playback
let selection: Selection

function open(name: string): Playback {
  const told = readRecording(name)
  run = new Run(
    readWorlds().find((w) => w.lesson.name === name)!,
    (conn) => run.addDetail(told, conn, true),
  )
  run.add(told.filter((t) => t.event.level !== 'wire'))
  run.end({ type: 'ended', run: '', outcome: 'quiet', last: told.length })
  return new Playback(run, new Preferences(), () => true)
}

const zoom = { fit: vi.fn(), scaleBy: vi.fn() }

function press(key: string, target: EventTarget = document.body, more: KeyboardEventInit = {}) {
  const event = new KeyboardEvent('keydown', { key, ...more })
  Object.defineProperty(event, 'target', { value: target })
  return pressKey(event, playback, selection, zoom)
}

beforeEach(() => {
  playback = open('troubles')
  selection = new Selection()
})
afterEach(cleanup)

const stepOf = (kind: string) => playback.steps.findIndex((s) => s.told.event.kind === kind)

describe('the inspector', () => {
  it('shows hostile content as text and as nothing else', async () => {
    playback.seek(stepOf('message.relayed'))
    selection.tab = 'message'
    const { container } = render(Inspector, { playback, selection })
    await tick()
    expect(container.querySelector('script')).toBeNull()
    expect(container.textContent).toContain('<script>alert("x")</script>')
  })

  it('shows the conversation of the moment, with both sides named', async () => {
    playback.seek(stepOf('message.refused'))
    const { container } = render(Inspector, { playback, selection })
    await tick()
    const current = container.querySelector('[aria-current=step]')!
    expect(current.textContent).toContain('refused')
    expect(container.textContent).toContain('Client:')
    expect(screen.getByRole('heading', { name: 'mail.alpha to mail.beta' })).toBeTruthy()
  })

  it('shows the questions about names when one is asked', async () => {
    playback.seek(stepOf('dns.query'))
    const { container } = render(Inspector, { playback, selection })
    await tick()
    expect(container.querySelector('[aria-current=step]')!.textContent).toContain('A mail.alpha.example')
  })
})

describe('verdicts', () => {
  it('give the reason of a refusal, with its setting and where it is written', async () => {
    playback = open('abuse')
    playback.seek(stepOf('message.refused'))
    selection.pickEvent(playback.event!)
    const { container } = render(Inspector, { playback, selection })
    await tick()
    const current = container.querySelector('[aria-current=step]')!
    expect(current.className).toContain('against')
    expect(current.textContent).toContain('has an entry for the client')
    expect(current.textContent).toContain('dnsbl.zones')
    expect([...current.querySelectorAll('button')].map((b) => b.textContent)).toContain('RFC 5782 §2.1')
  })
})

describe('the story column', () => {
  it('says what the lesson says, and what is promised', async () => {
    playback.seek(stepOf('message.bounced'))
    const { container } = render(StoryColumn, { playback, place: '' })
    await tick()
    expect(container.textContent).toContain("Alpha's own server writes the failure report.")
    expect(container.textContent).toContain('Not yet known: Bob has the letter')
    playback.seek(Infinity)
    await tick()
    expect(container.textContent).toContain('Holds: Bob has the letter')
  })
})

describe('a question', () => {
  const question = () => playback.run.questions[0]!

  beforeEach(() => {
    playback = open('11-receiver-down')
    playback.seekQuestion(question())
  })

  it('has a button for each answer, and tells whether the run agrees', async () => {
    render(StoryColumn, { playback, place: '' })
    await tick()
    expect(screen.getByRole('heading', { name: question().text })).toBeTruthy()
    const answers = screen.getByRole('region', { name: question().text }).querySelectorAll('li button')
    expect(answers).toHaveLength(question().answers.length)
    const wrong = (question().right + 1) % answers.length
    screen.getByRole('button', { name: question().answers[wrong] }).click()
    await tick()
    expect(answers[wrong]!.textContent).toContain('(your answer)')
    expect(answers[question().right]!.textContent).toContain('(right)')
    expect(screen.getByText(question().why)).toBeTruthy()
    screen.getByRole('button', { name: 'Go on' }).click()
    await tick()
    expect(playback.step!.told.event.seq).toBe(question().before)
  })

  it('is answered with its number, and only then do numbers mean levels again', () => {
    expect(press('2')).toBe(true)
    expect(playback.quiz.answerTo(question())).toBe(1)
    press('3')
    expect(playback.level).toBe('hop')
    press('ArrowRight')
    press('1')
    expect(playback.level).toBe('story')
  })

  it('can be gone back to from the end, as can what refutes a belief', async () => {
    playback.answer(question().right)
    playback.seek(Infinity)
    render(StoryColumn, { playback, place: '' })
    await tick()
    const all = playback.run.questions.length
    expect(screen.getByText(`1 of ${all} right`)).toBeTruthy()
    screen.getByRole('button', { name: 'Question 2, not answered: go there' }).click()
    await tick()
    expect(playback.question).toBe(playback.run.questions[1])
    playback.seek(Infinity)
    await tick()
    screen.getAllByRole('button', { name: /^See it happen/ })[0]!.click()
    await tick()
    expect(playback.step!.told.event.seq).toBe(playback.run.misconceptions[0]!.refuted)
  })
})

describe('the keys', () => {
  it('move about', () => {
    press('End')
    expect(playback.atEnd).toBe(true)
    press('Home')
    press('ArrowRight')
    expect(playback.index).toBe(1)
    press('ArrowLeft')
    expect(playback.index).toBe(0)
    press('ArrowRight', document.body, { shiftKey: true })
    expect(playback.event?.kind).toBe('message.composed')
    press('1')
    expect(playback.level).toBe('story')
    press(' ')
    expect(playback.playing).toBe(true)
    press('m')
    expect(selection.view).toBe('ladder')
    press('m')
    expect(selection.view).toBe('list')
    press('l')
    expect(selection.view).toBe('ladder')
    press('0')
    expect(zoom.fit).toHaveBeenCalledOnce()
  })

  it('jump to where somebody says no, where the lesson asks and where it tells', () => {
    playback = open('11-receiver-down')
    press('n')
    expect(playback.step!.note).toBeDefined()
    press('q')
    expect(playback.question).toBe(playback.run.questions[0])
    press('q')
    expect(playback.question).toBe(playback.run.questions[1])
    press('Q', document.body, { shiftKey: true })
    expect(playback.question).toBe(playback.run.questions[0])
    playback = open('troubles')
    press('r')
    expect(['message.refused', 'conn.refused', 'auth.failed']).toContain(playback.event?.kind)
    press('Home')
    press('R', document.body, { shiftKey: true })
    expect(playback.remarks.text).toBe('Nobody was refused before this.')
  })

  it('loop a part', () => {
    playback.seek(4)
    press('[')
    playback.seek(7)
    press(']')
    expect(playback.loop).toEqual({ from: 4, to: 7 })
    press('\\')
    expect(playback.loop).toBeUndefined()
  })

  it('are left alone where somebody types, and where they belong to the browser', () => {
    expect(press('End', document.createElement('textarea'))).toBe(false)
    expect(press(' ', document.createElement('button'))).toBe(false)
    expect(press('ArrowRight', document.createElement('button'))).toBe(true)
    expect(press('1', document.body, { ctrlKey: true })).toBe(false)
    expect(press('x')).toBe(false)
  })
})

describe('a run that was stopped', () => {
  it('says so, by which limit, and what that means', async () => {
    render(StoryColumn, { playback, place: '' })
    expect(screen.queryByText('This run was stopped')).toBeNull()
    run.end({ type: 'ended', run: '', outcome: 'event-budget', detail: 'more than 200 events', last: 1 })
    await tick()
    expect(screen.getByRole('region', { name: 'This run was stopped' }).textContent).toMatch(
      /More happens in it .*more than 200 events.*it ends too early/,
    )
  })
})
