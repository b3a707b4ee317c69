// What the keys do, and those of a presenter's remote, while a lesson is shown to a room.
import type { Playback } from '../../state/playback.svelte'
import type { Deed } from '../../state/podium.svelte'
import type { Presenter } from '../../state/presenter.svelte'
import { isTyped } from '../parts/typing'

/** Does what a key stands for before the lesson's own keys are asked, and reports whether it did. */
export function presentKey(
  event: KeyboardEvent,
  presenter: Presenter,
  playback: Playback,
  openSpeaker: () => void,
): boolean {
  if (isTyped(event)) return false
  if (event.key === 'p') {
    presenter.toggle()
    return true
  }
  if (!presenter.on) return false
  switch (event.key) {
    case 'Escape':
      presenter.leave()
      return true
    case 'b':
    case '.': // what many remotes send
      presenter.toggleBlank()
      return true
    case 'f':
      presenter.toggleFullScreen()
      return true
    case 's':
      openSpeaker()
      return true
  }
  if (presenter.blank) return lightUp(event.key, presenter)
  if (event.shiftKey) return false // the letter's own steps
  switch (event.key) {
    case 'PageDown':
    case 'ArrowDown':
    case 'ArrowRight':
      goOn(playback)
      return true
    case 'PageUp':
    case 'ArrowUp':
    case 'ArrowLeft':
      goBack(playback)
      return true
  }
  return false
}

/** One step on. A question has its answer shown first: nobody points at a number from afar. */
export function goOn(playback: Playback) {
  const { question, quiz } = playback
  if (question && quiz.state(question) === 'open') return playback.showAnswer()
  playback.pause()
  playback.forward()
}

export function goBack(playback: Playback) {
  playback.pause()
  playback.back()
}

const speakersKeys: Readonly<Record<string, Deed>> = {
  PageDown: 'on',
  ArrowDown: 'on',
  ArrowRight: 'on',
  PageUp: 'back',
  ArrowUp: 'back',
  ArrowLeft: 'back',
  ' ': 'toggle',
  b: 'blank',
  '.': 'blank',
  p: 'present',
}

/** What a key makes the other window do, in the speaker's. */
export function deedOf(event: KeyboardEvent): Deed | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return undefined
  const pressesButton = event.key === ' ' && event.target instanceof Element && event.target.closest('button')
  return pressesButton ? undefined : speakersKeys[event.key]
}

const moving = new Set(['PageDown', 'PageUp', 'ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', ' '])

/** Out of the dark, whoever wants to move sees first where they are. */
function lightUp(key: string, presenter: Presenter): boolean {
  if (!moving.has(key)) return false
  presenter.toggleBlank()
  return true
}
