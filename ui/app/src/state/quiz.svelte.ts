// What a person has answered in this run.
import type { Question } from '../model/questions'
import type { Seq } from '../wire/gen'

/** How a question stands: answered, its answer shown to all without one, or neither. */
export type Given = 'right' | 'wrong' | 'shown' | 'open'

export class Quiz {
  // By the question's name. What was passed over without an answer has none.
  #answers = $state.raw<ReadonlyMap<Seq, number>>(new Map())
  #shown = $state.raw<ReadonlySet<Seq>>(new Set())
  #passed = $state.raw<ReadonlySet<Seq>>(new Set())

  /** The index of what was answered. */
  answerTo(question: Question): number | undefined {
    return this.#answers.get(question.seq)
  }

  state(question: Question): Given {
    const answer = this.answerTo(question)
    if (answer === undefined) return this.#shown.has(question.seq) ? 'shown' : 'open'
    return answer === question.right ? 'right' : 'wrong'
  }

  /** Whether it need not be asked any more. */
  isDone(question: Question): boolean {
    return this.#passed.has(question.seq)
  }

  /** Answers once; the first answer counts. */
  answer(question: Question, choice: number) {
    if (this.state(question) !== 'open' || !(choice in question.answers)) return
    this.#answers = new Map([...this.#answers, [question.seq, choice]])
  }

  /** Shows what is right, which counts as nobody's answer. */
  show(question: Question) {
    if (this.state(question) === 'open') this.#shown = new Set([...this.#shown, question.seq])
  }

  /** Goes on, with an answer or without. */
  pass(question: Question) {
    this.#passed = new Set([...this.#passed, question.seq])
  }

  countRight(questions: readonly Question[]): number {
    return questions.filter((q) => this.state(q) === 'right').length
  }

  countAnswered(questions: readonly Question[]): number {
    return questions.filter((q) => this.answerTo(q) !== undefined).length
  }
}
