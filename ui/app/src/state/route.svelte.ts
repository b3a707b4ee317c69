// Which screen is shown: the part of the address after the hash.

export class Route {
  #hash = $state(location.hash)

  constructor() {
    addEventListener('hashchange', () => (this.#hash = location.hash))
  }

  /** The lesson that is shown; empty for the gallery. */
  get lesson(): string {
    const match = /^#\/lesson\/(.+)$/.exec(this.#hash)
    return match ? decodeURIComponent(match[1]!) : ''
  }
}

export const galleryHref = '#/'

export function lessonHref(name: string): string {
  return `#/lesson/${encodeURIComponent(name)}`
}
