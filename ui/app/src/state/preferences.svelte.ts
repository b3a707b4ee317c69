// What a person chose and where they got to, kept in this browser.

export type Theme = 'system' | 'light' | 'dark'

const key = 'mailflow'

interface Stored {
  theme: Theme
  speed: number
  done: string[]
}

export class Preferences {
  #stored = $state.raw<Stored>({ theme: 'system', speed: 1, done: [], ...read() })

  get theme(): Theme {
    return this.#stored.theme
  }

  set theme(theme: Theme) {
    this.#keep({ theme })
  }

  /** How many times faster than usual. */
  get speed(): number {
    return this.#stored.speed
  }

  set speed(speed: number) {
    this.#keep({ speed })
  }

  isDone(lesson: string): boolean {
    return this.#stored.done.includes(lesson)
  }

  get countDone(): number {
    return this.#stored.done.length
  }

  finish(lesson: string) {
    if (!this.isDone(lesson)) this.#keep({ done: [...this.#stored.done, lesson] })
  }

  #keep(change: Partial<Stored>) {
    this.#stored = { ...this.#stored, ...change }
    try {
      localStorage.setItem(key, JSON.stringify(this.#stored))
    } catch {
      // A browser that keeps nothing still shows everything.
    }
  }
}

function read(): Partial<Stored> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Stored>
  } catch {
    return {}
  }
}
