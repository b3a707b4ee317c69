// What a person chose and where they got to, kept in this browser.
import type { Level } from '../wire/gen'

/** What can be had in more than one way. */
export const tastes = {
  theme: ['system', 'light', 'dark', 'contrast'],
  colours: ['usual', 'safe'],
  text: ['small', 'normal', 'large', 'huge'],
  motion: ['system', 'full', 'reduced'],
  explanations: ['plain', 'expert'],
} as const

export type Taste = { [K in keyof typeof tastes]: (typeof tastes)[K][number] }

/** How closely to look when a lesson begins: every line would be too close for that. */
const outlines = ['story', 'hop'] as const satisfies readonly Level[]

export type Outline = (typeof outlines)[number]

const key = 'mailflow'

interface Stored extends Taste {
  /** by its tag; empty for what the browser asks for */
  language: string
  speed: number
  level: Outline
  done: string[]
}

const usual: Taste = {
  theme: 'system',
  colours: 'usual',
  text: 'normal',
  motion: 'system',
  explanations: 'plain',
}

export class Preferences {
  #stored = $state.raw<Stored>({ ...usual, speed: 1, level: 'hop', done: [], language: '', ...read() })

  constructor() {
    // What is changed in one window holds in all.
    addEventListener('storage', (event) => {
      if (event.key === key) this.#stored = { ...this.#stored, ...read() }
    })
  }

  get taste(): Taste {
    return this.#stored
  }

  like<K extends keyof Taste>(what: K, value: Taste[K]) {
    this.#keep({ [what]: value })
  }

  get language(): string {
    return this.#stored.language
  }

  set language(language: string) {
    this.#keep({ language })
  }

  /** How many times faster than usual. */
  get speed(): number {
    return this.#stored.speed
  }

  set speed(speed: number) {
    this.#keep({ speed })
  }

  get level(): Outline {
    return this.#stored.level
  }

  set level(level: Outline) {
    if (level !== this.level) this.#keep({ level })
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
    return sane(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Stored>)
  } catch {
    return {}
  }
}

/** Without what this version of the page has no word for. */
function sane(stored: Partial<Stored>): Partial<Stored> {
  const known = (what: string, value: unknown) => {
    const values: readonly unknown[] | undefined = { ...tastes, level: outlines }[what as keyof Taste]
    return !values || values.includes(value)
  }
  return Object.fromEntries(Object.entries(stored).filter(([what, value]) => known(what, value)))
}
