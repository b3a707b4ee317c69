// What is new on a lesson's screen, in words, for those who do not see it.
import type { Question } from '../../model/questions'
import type { Playback } from '../../state/playback.svelte'
import { lang } from '../../text/lang'

export interface Spoken {
  /** the moment of which it is said: another one is said even in the same words */
  moment: string
  text: string
}

export function spokenOf(playback: Playback): Spoken {
  const { question, step } = playback
  if (question) return ofQuestion(question, playback)
  if (!step) return { moment: '', text: '' }
  const { told, note } = step
  const wait = playback.waitBefore(step)
  const over = playback.atEnd && playback.run.ended !== undefined
  const parts = [
    wait > 0 && `${lang.map.gap(wait)}.`,
    note?.body.text,
    note?.body.why,
    told.text,
    !note && told.event.reason?.text,
    over && ending(playback),
  ]
  return { moment: `${told.event.seq}${over ? ', over' : ''}`, text: parts.filter(Boolean).join(' ') }
}

function ofQuestion(question: Question, { quiz }: Playback): Spoken {
  const say = lang.lesson.question
  const state = quiz.state(question)
  const right = `${question.answers[question.right]}.`
  const text =
    state === 'open'
      ? say.spoken(question.text, question.answers)
      : [say.results[state], right, question.why].filter(Boolean).join(' ')
  return { moment: `question ${question.seq}, ${state}`, text }
}

/** How the run ended, and how its questions were answered. */
function ending({ run, quiz }: Playback): string {
  const { stopped, question } = lang.lesson
  const reason = stopped.reasons[run.ended!.outcome]
  const all = run.questions
  const { teaches } = run.world.lesson
  return [
    teaches && `${lang.lesson.takeHome}: ${teaches}.`,
    reason && `${stopped.title}. ${reason}`,
    all.length > 0 && `${question.yours}: ${question.total(quiz.countRight(all), all.length)}.`,
  ]
    .filter(Boolean)
    .join(' ')
}
