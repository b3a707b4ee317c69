// The way of a letter as its Received lines tell it, beside what the run knows:
// whether a server of this world wrote a line, and what a reader could know.
import type { Seq, Site, Told } from '../wire/gen'
import type { HeaderField } from './header'
import { timeAt } from './log'

/** RFC 5321 §4.4: what a line says. */
export interface Claim {
  from?: string
  /** the address in the part behind from, which its writer saw for itself */
  address?: string
  by?: string
  with?: string
  id?: string
  for?: string
  /** the stamp, in ms since 1970 */
  stamp?: number
}

export interface Rung {
  raw: string
  claim: Claim
  /** who wrote it, when, by the event that tells of it; absent if no server here did */
  written?: { node: string; seq: Seq; at: number }
  /** between its stamp and that of the rung below, in ns; negative if the stamps go back */
  after?: number
  /** whether a reader here can trust it: their own servers wrote it */
  trusted: boolean
}

/** The rungs, the newest first, as they stand in the letter; home is the site of whoever reads it. */
export function rungsOf(
  fields: readonly HeaderField[],
  told: readonly Told[],
  home: Site | undefined,
): Rung[] {
  const lines = fields.filter((f) => f.name.toLowerCase() === 'received')
  const claims = lines.map((f) => claimOf(f.raw))
  const border = borderOf(claims, home)
  return lines.map((field, i) => ({
    raw: field.raw,
    claim: claims[i]!,
    written: writtenBy(field, told),
    after: difference(claims[i]!.stamp, claims.slice(i + 1).find((c) => c.stamp !== undefined)?.stamp),
    trusted: i < border,
  }))
}

/**
 * How many lines from the top a reader at home can trust: those of servers at
 * home, down to the first that took the letter from outside. What stands below
 * came with the letter.
 */
function borderOf(claims: readonly Claim[], home: Site | undefined): number {
  if (!home) return 0
  let i = 0
  for (; i < claims.length; i++) {
    const { by, from, address } = claims[i]!
    if (by && !isAt(by, home)) break
    if (address ? !home.prefixes.some((p) => contains(p, address)) : from && !isAt(from, home)) return i + 1
  }
  return i
}

const isAt = (name: string, { name: domain }: Site) =>
  name.toLowerCase() === domain || name.toLowerCase().endsWith(`.${domain}`)

function writtenBy({ by, seq }: HeaderField, told: readonly Told[]): Rung['written'] {
  if (by === undefined || seq === undefined) return undefined
  return { node: by, seq, at: timeAt(told, seq) }
}

function difference(stamp: number | undefined, below: number | undefined): number | undefined {
  return stamp === undefined || below === undefined ? undefined : (stamp - below) * 1e6
}

/** Reads a line as far as it can be read; each program has a form of its own. */
export function claimOf(raw: string): Claim {
  const text = raw
    .slice(raw.indexOf(':') + 1)
    .replace(/\s+/g, ' ')
    .trim()
  const semicolon = text.lastIndexOf(';')
  const clauses = semicolon < 0 ? text : text.slice(0, semicolon)
  const bare = clauses.replace(/\([^()]*(\([^()]*\)[^()]*)*\)/g, ' ') // without what stands in parentheses
  const word = (key: string) => new RegExp(`(?:^|\\s)${key}\\s+<?([^\\s<>]+)`, 'i').exec(bare)?.[1]
  const stamp = semicolon < 0 ? NaN : Date.parse(text.slice(semicolon + 1).replace(/\(.*?\)/g, ''))
  const qmail = /\(qmail \S+ invoked/.test(clauses)
  return {
    from: word('from'),
    address: /^from [^(]*\([^)]*?((?:\d{1,3}\.){3}\d{1,3}|\[[^\]]*:[^\]]*\])/i
      .exec(clauses)?.[1]
      ?.replace(/[[\]]|IPv6:/g, ''),
    by: word('by'),
    with: qmail ? 'qmail' : (/\swith (Microsoft SMTP Server)/.exec(clauses)?.[1] ?? word('with')),
    id: word('id'),
    for: word('for'),
    stamp: Number.isNaN(stamp) ? undefined : stamp,
  }
}

/** Whether a network has an address; of IPv6 nothing is said. */
export function contains(prefix: string, address: string): boolean {
  const [network = '', bits = '32'] = prefix.split('/')
  const [a, b] = [number(network), number(address)]
  if (a === undefined || b === undefined) return false
  const size = 2 ** (32 - Number(bits))
  return Math.floor(a / size) === Math.floor(b / size)
}

function number(address: string): number | undefined {
  const parts = address.split('.').map(Number)
  if (parts.length !== 4 || parts.some((p) => !(p >= 0 && p <= 255))) return undefined
  return parts.reduce((sum, p) => sum * 256 + p, 0)
}
