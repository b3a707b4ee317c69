// A place in a lesson as its address has it: seed, event, level and view. What
// means nothing there is left out and said, and the rest counts all the same.
import { levels, type Level, type Seq } from '../wire/gen'
import { views, type View } from './selection.svelte'

export interface Place {
  /** the lesson's own if absent */
  seed?: number
  /** the event up to which things have happened */
  at?: Seq
  level?: Level
  view?: View
}

export interface ReadPlace extends Place {
  /** what was found and means nothing */
  wrong: readonly string[]
}

export function readPlace(query: string): ReadPlace {
  const given = new URLSearchParams(query)
  const wrong: string[] = []
  const take = <T>(name: keyof Place, read: (text: string) => T | undefined): T | undefined => {
    const text = given.get(name)
    if (text === null) return undefined
    const value = read(text)
    if (value === undefined) wrong.push(`${name}=${text.slice(0, 40)}`)
    return value
  }
  return {
    seed: take('seed', count),
    at: take('at', count),
    level: take('level', (text) => levels.find((level) => level === text)),
    view: take('view', (text) => views.find((view) => view === text)),
    wrong,
  }
}

/** The same as part of an address; empty for nowhere in particular. */
export function writePlace(place: Place): string {
  const parts = (['seed', 'at', 'level', 'view'] as const)
    .filter((name) => place[name] !== undefined)
    .map((name) => `${name}=${place[name]}`)
  return parts.length > 0 ? `?${parts.join('&')}` : ''
}

function count(text: string): number | undefined {
  const n = Number(text)
  return /^\d{1,16}$/.test(text) && Number.isSafeInteger(n) ? n : undefined
}
