// The cards of one site: rows of hosts, from the top down.
import type { Host, Site } from '../wire/gen'
import { besideRoom, cardHeight, closedBox, type Measures } from './measures'
import { isInternet, rankOf } from './rank'

export interface Block {
  site: Site
  hosts: readonly Host[]
  rows: Host[][]
  columns: number
  /** one box for all of it */
  closed: boolean
  /** its heading stands beside the cards, not above them */
  beside: boolean
  width: number
  height: number
}

/** How the cards of a site may stand. */
export interface Manner {
  /** columns of cards at most */
  columns: number
  /** names and servers side by side, as far as there are columns */
  merged: boolean
  /** all in one row */
  flat: boolean
}

export function blockOf(site: Site, hosts: readonly Host[], manner: Manner, m: Measures): Block {
  const beside = isInternet(site)
  const ranks = [0, 1, 2, 3].map((rank) => hosts.filter((h) => rankOf(h) === rank))
  const widest = Math.max(...ranks.map((r) => r.length), 1)
  if (beside || manner.flat) {
    const columns = beside ? Math.min(hosts.length, Math.max(manner.columns, 3)) : hosts.length
    return sized({ site, hosts, columns, beside, closed: false, rows: chunks(ranks.flat(), columns) }, m)
  }
  if (manner.merged) {
    const servers = ranks.slice(0, 3).flat()
    const columns = Math.min(manner.columns, Math.max(servers.length, ranks[3]!.length, 1))
    const rows = [...chunks(servers, columns), ...chunks(ranks[3]!, columns)]
    return sized({ site, hosts, columns, beside, closed: false, rows }, m)
  }
  const columns = Math.min(widest, manner.columns)
  const rows = ranks.flatMap((r) => chunks(r, columns))
  return sized({ site, hosts, columns, beside, closed: false, rows }, m)
}

export function closedBlock(site: Site, hosts: readonly Host[]): Block {
  return { site, hosts, rows: [], columns: 0, closed: true, beside: false, ...closedBox }
}

/** The height of a row of cards. */
export const rowHeight = (row: readonly Host[], m: Measures) => Math.max(...row.map((h) => cardHeight(h, m)))

export const topOf = (b: { beside: boolean }, m: Measures) => (b.beside ? m.pad.flat : m.pad.top)
export const bottomOf = (b: { beside: boolean }, m: Measures) => (b.beside ? m.pad.flat : m.pad.bottom)
export const leftOf = (b: { beside: boolean }, m: Measures) => m.pad.side + (b.beside ? besideRoom - 10 : 0)

function sized(b: Omit<Block, 'width' | 'height'>, m: Measures): Block {
  const cards = b.rows.reduce((sum, row) => sum + rowHeight(row, m) + m.gap, -m.gap)
  return {
    ...b,
    width: b.columns * (m.card.width + m.gap) - m.gap + leftOf(b, m) + m.pad.side,
    height: cards + topOf(b, m) + bottomOf(b, m),
  }
}

export function chunks<T>(list: readonly T[], size: number): T[][] {
  const parts: T[][] = []
  for (let i = 0; i < list.length; i += size) parts.push(list.slice(i, i + size))
  return parts
}
