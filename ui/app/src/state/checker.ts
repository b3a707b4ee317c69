// Asks the server what is wrong with the text of a scenario.
import type { Checked, Fault } from '../wire/gen'

/** Why a text is not even sent: it is longer than a scenario may be, or no text at all. */
export type Unfit = 'long' | 'binary'

/** What keeps a text from being a scenario before anybody has read it. */
export function unfit(text: string, limit: number): Unfit | undefined {
  // eslint-disable-next-line no-control-regex -- these are what a text has not
  if (/[\0-\x08\x0b\x0c\x0e-\x1f]/.test(text)) return 'binary'
  if (text.length > limit || new TextEncoder().encode(text).length > limit) return 'long'
  return undefined
}

export class Checker {
  #number = 0
  readonly #waiting = new Map<number, (faults: readonly Fault[] | undefined) => void>()

  constructor(private readonly send: (number: number, source: string) => boolean) {}

  /** The faults of a text; undefined if nobody could be asked. */
  check(source: string): Promise<readonly Fault[] | undefined> {
    const number = ++this.#number
    return new Promise((resolve) => {
      if (!this.send(number, source)) return resolve(undefined)
      this.#waiting.set(number, resolve)
    })
  }

  answer({ number, faults }: Checked) {
    this.#waiting.get(number)?.(faults)
    this.#waiting.delete(number)
  }

  /** The connection is gone, and the answers with it. */
  lost() {
    for (const resolve of this.#waiting.values()) resolve(undefined)
    this.#waiting.clear()
  }
}
