// What the keys do on a lesson's screen.
import type { Landmark } from '../../model/landmarks'
import type { Playback } from '../../state/playback.svelte'
import type { Selection } from '../../state/selection.svelte'
import { lang } from '../../text/lang'
import { isTyped, isWritten } from '../parts/typing'

const landmarkKeys: Readonly<Record<string, Landmark>> = { r: 'refusal', q: 'question', n: 'narration' }

/** What the keys need of the map. */
export interface Zoom {
  fit(): void
  scaleBy(factor: number): void
}

/** Does what a key stands for and reports whether it stands for anything. */
export function pressKey(
  event: KeyboardEvent,
  playback: Playback,
  selection: Selection,
  zoom?: Zoom,
): boolean {
  // With AltGr many keyboards write brackets, and call it Ctrl and Alt.
  const written = event.getModifierState('AltGraph') && '[]\\'.includes(event.key)
  if ((written ? isWritten(event) : isTyped(event)) || presses(event)) return false
  if (playback.question && /^[1-6]$/.test(event.key)) {
    playback.answer(Number(event.key) - 1)
    return true
  }
  const landmark = landmarkKeys[event.key.toLowerCase()]
  if (landmark) {
    jump(playback, landmark, event.shiftKey ? -1 : 1)
    return true
  }
  switch (event.key) {
    case ' ':
      playback.toggle()
      return true
    case 'ArrowRight':
    case 'ArrowLeft':
      walk(playback, event.key === 'ArrowRight' ? 1 : -1, event.shiftKey)
      return true
    case 'Home':
      playback.seek(0)
      return true
    case 'End':
      playback.seek(Infinity)
      return true
    case '1':
      playback.level = 'story'
      return true
    case '2':
      playback.level = 'hop'
      return true
    case '3':
      playback.level = 'wire'
      return true
    case 'i':
    case 'I':
      selection.turn(event.key === 'i' ? 1 : -1)
      return true
    case 'm':
      selection.nextView()
      return true
    case 'l':
      selection.view = 'ladder'
      return true
    case '[':
      playback.setLoop('from')
      playback.remarks.say(lang.more.fromHere)
      return true
    case ']':
      playback.setLoop('to')
      playback.remarks.say(lang.more.toHere)
      return true
    case '\\':
      playback.clearLoop()
      playback.remarks.say(lang.more.notLooped)
      return true
    case '+':
      zoom?.scaleBy(1.25)
      return true
    case '-':
      zoom?.scaleBy(0.8)
      return true
    case '0':
      zoom?.fit()
      return true
  }
  return false
}

function jump(playback: Playback, landmark: Landmark, direction: 1 | -1) {
  const say = lang.more.jumps[landmark]
  if (!playback.jump(landmark, direction)) playback.remarks.say(direction > 0 ? say.noMore : say.noneBefore)
}

function walk(playback: Playback, direction: 1 | -1, letter: boolean) {
  playback.pause()
  if (letter) playback.followLetter(direction)
  else if (direction > 0) playback.forward()
  else playback.back()
}

/** Whether space presses the button that has the focus. */
function presses(event: KeyboardEvent): boolean {
  return event.key === ' ' && event.target instanceof Element && event.target.closest('button, a') !== null
}
