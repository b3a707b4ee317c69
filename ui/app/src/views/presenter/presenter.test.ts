import { cleanup, render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { readRecording, readWorlds } from '../../../test/recordings'
import { Playback } from '../../state/playback.svelte'
import { Preferences } from '../../state/preferences.svelte'
import { Presenter } from '../../state/presenter.svelte'
import { Run } from '../../state/run.svelte'
import { Selection } from '../../state/selection.svelte'
import { presentKey } from './keys'
import PresenterScreen from './PresenterScreen.svelte'

let playback: Playback
let presenter: Presenter
const openSpeaker = vi.fn()

function press(key: string, more: KeyboardEventInit & { target?: Element } = {}) {
  const event = new KeyboardEvent('keydown', { key, ...more })
  Object.defineProperty(event, 'target', { value: more.target ?? document.body })
  return presentKey(event, presenter, playback, openSpeaker)
}

beforeEach(() => {
  const name = '11-receiver-down'
  const told = readRecording(name)
  const run = new Run(
    readWorlds().find((w) => w.lesson.name === name)!,
    () => {},
  )
  run.add(told.filter((t) => t.event.level !== 'wire'))
  run.end({ type: 'ended', run: '', outcome: 'quiet', last: told.length })
  playback = new Playback(run, new Preferences(), () => true)
  presenter = new Presenter()
})
afterEach(cleanup)

it('is begun and left by a key, and till then takes no other', () => {
  for (const key of ['PageDown', 'b', 'f', 's', 'Escape']) expect(press(key)).toBe(false)
  expect(press('p', { target: document.createElement('textarea') })).toBe(false)
  expect(press('p', { ctrlKey: true })).toBe(false)
  press('p')
  expect(presenter.on).toBe(true)
  press('Escape')
  expect(presenter.on).toBe(false)
})

it('goes by the keys of a remote, and shows an answer before it goes on', () => {
  press('p')
  playback.seekQuestion(playback.run.questions[0]!)
  const { index } = playback
  const question = playback.question!
  press('PageDown')
  expect(playback.quiz.state(question)).toBe('shown')
  expect(playback.index).toBe(index)
  press('PageDown')
  expect(playback.question).toBeUndefined()
  expect(playback.index).toBe(index + 1)
  press('PageUp')
  expect(playback.index).toBe(index)
  expect(press('ArrowRight', { shiftKey: true })).toBe(false)
  press('s')
  expect(openSpeaker).toHaveBeenCalledOnce()
})

it('comes out of the dark before it moves', () => {
  press('p')
  press('b')
  expect(presenter.blank).toBe(true)
  press('PageDown')
  expect(presenter.blank).toBe(false)
  expect(playback.index).toBe(0)
})

it('shows the story, then what happens, and what is asked', async () => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  ) // jsdom measures nothing
  presenter.start()
  render(PresenterScreen, {
    playback,
    presenter,
    selection: new Selection(),
    place: 'Lesson 1 of 2',
    openSpeaker,
  })
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(playback.run.world.lesson.title)
  playback.seekQuestion(playback.run.questions[0]!)
  await tick()
  expect(screen.getByRole('heading', { name: playback.question!.text })).toBeTruthy()
  playback.seek(Infinity)
  await tick()
  expect(screen.getByRole('heading', { name: 'What many believe' })).toBeTruthy()
  screen.getByRole('button', { name: 'Make the screen dark' }).click()
  await tick()
  screen.getByRole('button', { name: /^The screen is dark/ }).click()
  expect(presenter.blank).toBe(false)
})
