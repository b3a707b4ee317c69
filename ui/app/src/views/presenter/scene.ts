// What the speaker is told of a lesson at its moment, and what the speaker makes it do.
import { promptAt } from '../../model/prompt'
import type { Playback } from '../../state/playback.svelte'
import type { Deed, Scene } from '../../state/podium.svelte'
import type { Presenter } from '../../state/presenter.svelte'
import { shortTime } from '../../text/format'
import { goBack, goOn } from './keys'

export function sceneOf(playback: Playback, presenter: Presenter, place: string, hash: string): Scene {
  const { run, steps, index, quiz, question } = playback
  const { notes } = run.world
  const prompt = promptAt(steps, index, run.questions, (q) => quiz.isDone(q), run.misconceptions)
  return {
    ...prompt,
    asked: question && { ...question, steps: 0, answered: quiz.state(question) !== 'open' },
    href: hash.replace(/^#/, ''),
    title: run.world.lesson.title,
    place,
    step: Math.min(index + 1, steps.length),
    steps: steps.length,
    clock: shortTime(run.world.start, playback.event?.at ?? 0),
    before: index === 0 ? notes && { ask: notes.ask, hear: notes.hear } : undefined,
    after: playback.atEnd && run.ended ? notes && { change: notes.change, then: notes.then } : undefined,
    playing: playback.playing,
    presenting: presenter.on,
    blank: presenter.blank,
  }
}

export function obey(deed: Deed, playback: Playback, presenter: Presenter) {
  const deeds: Record<Deed, () => void> = {
    on: () => goOn(playback),
    back: () => goBack(playback),
    toggle: () => playback.toggle(),
    blank: () => presenter.toggleBlank(),
    present: () => presenter.toggle(),
  }
  deeds[deed]()
}
