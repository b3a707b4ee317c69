// Which screen is shown: the part of the address after the hash.

const screen = /^#\/(lesson|own)\/([^/?]+)(\/edit)?(\?.*)?$/

export class Route {
  #hash = $state(location.hash)
  readonly #screen = $derived(screen.exec(this.#hash))

  constructor() {
    addEventListener('hashchange', () => (this.#hash = location.hash))
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
    const [, kind, name] = this.#screen
    location.hash = `#/${kind}/${name}${editing ? '/edit' : ''}`
  }

  #named(kind: string): string {
    return this.#screen?.[1] === kind ? decodeURIComponent(this.#screen[2]!) : ''
  }
}

/** The address of what a speaker's window is about, after the hash; undefined in any other window. */
export function spokenAbout(hash: string): string | undefined {
  return /^#\/speaker(\/.+)$/.exec(hash)?.[1]
}

export const galleryHref = '#/'

export function lessonHref(name: string): string {
  return `#/lesson/${encodeURIComponent(name)}`
}

export function ownHref(id: string): string {
  return `#/own/${encodeURIComponent(id)}`
}

/** The same with its text open. */
export function editHref(href: string): string {
  return `${href}/edit`
}
