// What a person has answered in this run.
import type { Question } from '../model/questions'
import type { Seq } from '../wire/gen'

export type Given = 'right' | 'wrong' | 'open'

export class Quiz {
  // By the question's name. What was passed over without an answer has none.
  #answers = $state.raw<ReadonlyMap<Seq, number>>(new Map())
  #passed = $state.raw<ReadonlySet<Seq>>(new Set())

  /** The index of what was answered. */
  answerTo(question: Question): number | undefined {
    return this.#answers.get(question.seq)
  }

  state(question: Question): Given {
    const answer = this.answerTo(question)
    if (answer === undefined) return 'open'
    return answer === question.right ? 'right' : 'wrong'
  }

  /** Whether it need not be asked any more. */
  isDone(question: Question): boolean {
    return this.#passed.has(question.seq)
  }

  /** Answers once; the first answer counts. */
  answer(question: Question, choice: number) {
    if (this.answerTo(question) !== undefined || !(choice in question.answers)) return
    this.#answers = new Map([...this.#answers, [question.seq, choice]])
  }

  /** Goes on, with an answer or without. */
  pass(question: Question) {
    this.#passed = new Set([...this.#passed, question.seq])
  }

  countRight(questions: readonly Question[]): number {
    return questions.filter((q) => this.state(q) === 'right').length
  }

  countAnswered(questions: readonly Question[]): number {
    return questions.filter((q) => this.state(q) !== 'open').length
  }
}
