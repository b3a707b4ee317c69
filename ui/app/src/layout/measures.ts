// How much room things take on the map. Everything but the boxes' borders
// stands on a grid, in which links are routed.
import type { Host } from '../wire/gen'
import { rankOf } from './rank'

export const pitch = 10
export const margin = 15

/** About the room there is for a map, on a projector. */
export const screen = { width: 660, height: 486 }

export interface Measures {
  /** whether there is little room, so that words are fewer and larger */
  tight: boolean
  /** of a server's card and of a person's */
  card: { width: number; server: number; person: number }
  /** between cards: room for links side by side */
  gap: number
  /** between a box and its cards; off the grid, so that no link runs on a border */
  pad: { side: number; top: number; bottom: number; flat: number }
  /** boxes: across, room for a letter */
  between: { x: number; y: number }
}

export const roomy: Measures = {
  tight: false,
  card: { width: 200, server: 70, person: 70 },
  gap: 40,
  pad: { side: 35, top: 55, bottom: 25, flat: 15 },
  between: { x: 130, y: 40 },
}

export const tight: Measures = {
  tight: true,
  card: { width: 180, server: 70, person: 60 },
  gap: 30,
  pad: { side: 25, top: 45, bottom: 25, flat: 15 },
  between: { x: 60, y: 30 },
}

/** Of the box that a closed site is. */
export const closedBox = { width: 250, height: 110 }

/** Of the room for a heading that stands beside the cards. */
export const besideRoom = 120

export function cardHeight(host: Host, m: Measures): number {
  return rankOf(host) === 3 ? m.card.person : m.card.server
}
