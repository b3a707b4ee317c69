// A person's own scenarios, and lessons that they have changed. They are kept in
// this browser, each by itself, so that a word in one does not write them all.

export interface Own {
  id: string
  source: string
  /** the text as it came: what Revert goes back to */
  original: string
  /** the lesson of which it is a changed form */
  lesson?: string
  /** when it was last written, in milliseconds since 1970 */
  changed: number
}

const prefix = 'mailflow.own.'

/** That another window of the page has written one, or removed it. */
export interface Elsewhere {
  id: string
  /** nothing where it was removed */
  source?: string
}

export class Shelf {
  #all = $state.raw<readonly Own[]>(readAll())
  #full = $state(false)
  #elsewhere = $state.raw<Elsewhere>()

  constructor() {
    addEventListener('storage', ({ key }) => {
      if (key !== null && !key.startsWith(prefix)) return
      this.#all = readAll()
      const id = key?.slice(prefix.length)
      if (id) this.#elsewhere = { id, source: this.get(id)?.source }
    })
  }

  /** The scenarios, the one that was written last first. */
  get all(): readonly Own[] {
    return this.#all
  }

  /** Whether this browser could not keep what was written last. */
  get full(): boolean {
    return this.#full
  }

  /** What another window did last. */
  get elsewhere(): Elsewhere | undefined {
    return this.#elsewhere
  }

  get(id: string): Own | undefined {
    return this.#all.find((own) => own.id === id)
  }

  /** The changed form of a lesson. */
  draftOf(lesson: string): Own | undefined {
    return this.get(draftId(lesson))
  }

  /** Puts a new scenario on the shelf and returns its name there. */
  add(source: string): string {
    const id = newId((taken) => this.get(taken) !== undefined)
    this.put({ id, source, original: source, changed: Date.now() })
    return id
  }

  /** Keeps the text of a lesson that was changed, or forgets it if it is the lesson's own. */
  keepDraft(lesson: string, source: string, original: string) {
    const id = draftId(lesson)
    if (source === original) this.remove(id)
    else if (source !== this.get(id)?.source) this.put({ id, source, original, lesson, changed: Date.now() })
  }

  /** Keeps the text of a scenario, also of one that another window has removed meanwhile. */
  rewrite(id: string, source: string, original: string) {
    const own = this.get(id)
    if (own?.source !== source) this.put({ original, ...own, id, source, changed: Date.now() })
  }

  put(own: Own) {
    this.#all = newestFirst([own, ...this.#all.filter((o) => o.id !== own.id)])
    try {
      localStorage.setItem(prefix + own.id, JSON.stringify(own))
      this.#full = false
    } catch {
      this.#full = true
    }
  }

  remove(id: string) {
    if (!this.get(id)) return
    this.#all = this.#all.filter((own) => own.id !== id)
    localStorage.removeItem(prefix + id)
  }
}

/** The name on the shelf of a lesson's changed form. */
export function draftId(lesson: string): string {
  return `lesson.${lesson}`
}

function newId(taken: (id: string) => boolean): string {
  let n = Date.now()
  while (taken(n.toString(36))) n++
  return n.toString(36)
}

function newestFirst(all: Own[]): Own[] {
  return all.sort((a, b) => b.changed - a.changed)
}

function readAll(): Own[] {
  const all: Own[] = []
  try {
    for (let i = 0; i < localStorage.length; i++) {
      const key = localStorage.key(i)!
      if (!key.startsWith(prefix)) continue
      const own = JSON.parse(localStorage.getItem(key)!) as Partial<Own>
      if (typeof own.source === 'string' && typeof own.original === 'string')
        all.push({ changed: 0, ...own, id: key.slice(prefix.length) } as Own)
    }
  } catch {
    // A browser that keeps nothing, or something else under our name: the rest is shown.
  }
  return newestFirst(all)
}
