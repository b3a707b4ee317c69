// Which screen is shown, and at which place of it: the part of the address after the hash.
import { readPlace, writePlace, type Place, type ReadPlace } from './place'

const screen = /^#\/(lesson|own)\/([^/?]+)(\/edit)?(?:\?(.*))?$/

export class Route {
  #hash = $state(location.hash)
  /** what the address says that means nothing */
  #wrong = $state.raw<readonly string[]>([])
  readonly #screen = $derived(screen.exec(this.#hash))
  readonly #query = $derived(this.#screen?.[4] ?? '')
  /** The place to start from; another one each time the address names one. */
  readonly place: ReadPlace = $derived(readPlace(this.#query))

  constructor() {
    this.#wrong = this.place.wrong
    addEventListener('hashchange', () => {
      this.#hash = location.hash
      this.#wrong = this.place.wrong
    })
  }

  /** The lesson that is shown; empty for any other screen. */
  get lesson(): string {
    return this.#named('lesson')
  }

  /** The person's own scenario that is shown; empty for any other screen. */
  get own(): string {
    return this.#named('own')
  }

  /** Whether the text of what is shown is open. */
  get editing(): boolean {
    return this.#screen?.[3] !== undefined
  }

  /** Opens the text of what is shown, or closes it. */
  edit(editing: boolean) {
    if (!this.#screen || editing === this.editing) return
    const [, kind, name, , query] = this.#screen
    location.hash = `#/${kind}/${name}${editing ? '/edit' : ''}${query ? `?${query}` : ''}`
  }

  /** Asks for the same with another seed, or with its own. */
  reseed(seed?: number) {
    if (!this.#screen) return
    const [, kind, name, edit = ''] = this.#screen
    const { level, view } = this.place
    location.hash = `#/${kind}/${name}${edit}${writePlace({ seed, level, view })}`
  }

  get wrong(): readonly string[] {
    return this.#wrong
  }

  /** Takes note that something in the address turned out to mean nothing. */
  complain(value: string) {
    this.#wrong = [...this.#wrong, value]
  }

  dismissWrong() {
    this.#wrong = []
  }

  #named(kind: string): string {
    return this.#screen?.[1] === kind ? decoded(this.#screen[2]!) : ''
  }
}

/** The address of what a speaker's window is about, after the hash; undefined in any other window. */
export function spokenAbout(hash: string): string | undefined {
  return /^#\/speaker(\/.+)$/.exec(hash)?.[1]
}

export const galleryHref = '#/'

export function lessonHref(name: string, place: Place = {}): string {
  return `#/lesson/${encodeURIComponent(name)}${writePlace(place)}`
}

export function ownHref(id: string): string {
  return `#/own/${encodeURIComponent(id)}`
}

/** The same with its text open. */
export function editHref(href: string): string {
  return `${href}/edit`
}

/** A whole address, to be given to others. */
export function addressOf(href: string): string {
  return location.href.replace(/#.*$/, '') + href
}

// An address that somebody has typed may be encoded wrongly.
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
