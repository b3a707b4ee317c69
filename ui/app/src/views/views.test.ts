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

beforeEach(() => {
  const told = readRecording('troubles')
  run = new Run(
    readWorlds().find((w) => w.lesson.name === 'troubles')!,
    (conn) => run.addDetail(told, conn, true),
  )
  run.add(told.filter((t) => t.event.level !== 'wire'))
  playback = new Playback(run, new Preferences(), () => true)
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

describe('the keys', () => {
  const press = (key: string, target: EventTarget = document.body, more: KeyboardEventInit = {}) => {
    const event = new KeyboardEvent('keydown', { key, ...more })
    Object.defineProperty(event, 'target', { value: target })
    return pressKey(event, playback, selection, zoom)
  }
  const zoom = { fit: vi.fn(), scaleBy: vi.fn() }

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
    expect(selection.view).toBe('list')
    press('0')
    expect(zoom.fit).toHaveBeenCalledOnce()
  })

  it('are left alone where somebody types, and where they belong to the browser', () => {
    expect(press('End', document.createElement('textarea'))).toBe(false)
    expect(press(' ', document.createElement('button'))).toBe(false)
    expect(press('ArrowRight', document.createElement('button'))).toBe(true)
    expect(press('1', document.body, { ctrlKey: true })).toBe(false)
    expect(press('q')).toBe(false)
  })
})
