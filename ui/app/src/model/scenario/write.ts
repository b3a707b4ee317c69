// Writes into the text of a scenario, at one place, and leaves the rest as it
// is: its comments, its order, its spaces. For that the text is changed and not
// the tree.
import { isMap, isScalar, isSeq, type YAMLMap, type YAMLSeq } from 'yaml'
import { keyOf, pairOf, read, textOf, under } from './read'

/** A piece of text that takes the place of from..to. */
export interface Change {
  from: number
  to: number
  insert: string
}

/** A member for a list: as lines of a block, or where there is no room for lines. */
export interface Member {
  lines: string[]
  inline: string
}

export function apply(text: string, changes: readonly Change[]): string {
  return changes
    .toSorted((a, b) => b.from - a.from)
    .reduce((t, { from, to, insert }) => t.slice(0, from) + insert + t.slice(to), text)
}

/** A map as a member. Its values are texts or lists of texts; those that are empty are left out. */
export function member(entries: readonly (readonly [string, string | readonly string[]])[]): Member {
  const lines = entries
    .filter(([, value]) => value.length > 0)
    .map(([key, value]) => `${key}: ${flow(value)}`)
  return { lines, inline: `{${lines.join(', ')}}` }
}

/** A single word as a member. */
export function word(text: string): Member {
  return { lines: [quote(text)], inline: quote(text) }
}

/** A value on one line. */
export function flow(value: string | readonly string[]): string {
  return typeof value === 'string' ? quote(value) : `[${value.map(quote).join(', ')}]`
}

/** A text as YAML reads it back: with quotes only where it needs them. */
export function quote(text: string): string {
  const plain = /^[\p{L}\p{N}][\p{L}\p{N} .@?!'’_+/()-]*$/u.test(text) && !text.endsWith(' ')
  const means = /^(true|false|yes|no|on|off|null|[\d._]+(e[+-]?\d+)?|0[xo][\da-f]+)$/i.test(text)
  return plain && !means ? text : JSON.stringify(text)
}

/** The list under a key of the map that pick finds; undefined if no list can be there. */
export type Pick = (root: unknown) => unknown

/** Adds a member to the list under a key, which is made if it is missing: behind the last of the keys in after. */
export function addMember(
  text: string,
  pick: Pick,
  key: string,
  added: Member,
  options: { after?: readonly string[]; before?: (other: unknown) => boolean } = {},
): Change[] | undefined {
  const map = pick(read(text))
  if (!isMap(map) || !map.range) return undefined
  const pair = pairOf(map, key)
  if (!pair) return [addKey(text, map, key, added, options.after ?? [])]
  const list = pair.value
  if (isSeq(list))
    return [list.flow ? intoFlow(text, list, added) : intoBlock(text, list, added, options.before)]
  if (isScalar(list) && list.value === null) {
    const at = isScalar(pair.key) ? text.indexOf(':', pair.key.range![1]) + 1 : 0
    return [{ from: at, to: at, insert: ` [${added.inline}]` }]
  }
  if (isMap(list) && !list.flow) return wrapBlock(text, list, added)
  if (isMap(list) || isScalar(list)) {
    const [from, to] = list.range!
    return [
      { from, to: from, insert: '[' },
      { from: to, to, insert: `, ${added.inline}]` },
    ]
  }
  return undefined
}

function intoFlow(text: string, list: YAMLSeq, { inline }: Member): Change {
  const close = list.range![1] - 1
  let at = close
  while (/\s/.test(text[at - 1] ?? '')) at--
  const comma = list.items.length > 0 && text[at - 1] !== ',' ? ', ' : list.items.length > 0 ? ' ' : ''
  return { from: at, to: at, insert: comma + inline }
}

function intoBlock(
  text: string,
  list: YAMLSeq,
  { lines }: Member,
  before?: (other: unknown) => boolean,
): Change {
  const indent = columnOf(text, list.range![0])
  const at = before ? list.items.findIndex(before) : -1
  const item = `- ${lines.join(`\n${indent}  `)}`
  if (at === 0) return { from: list.range![0], to: list.range![0], insert: `${item}\n${indent}` }
  const place = endOfLine(text, rangeOf(list.items.at(at < 0 ? -1 : at - 1))[1])
  return { from: place, to: place, insert: `\n${indent}${item}` }
}

/** A map that stands alone becomes the first of a list. */
function wrapBlock(text: string, map: YAMLMap, { lines }: Member): Change[] {
  const from = map.range![0]
  const indent = columnOf(text, from)
  const end = endOfLine(text, map.range![1])
  const changes: Change[] = [{ from, to: from, insert: '- ' }]
  for (let i = text.indexOf('\n', from); i >= 0 && i < end; i = text.indexOf('\n', i + 1))
    if (text[i + 1] !== '\n') changes.push({ from: i + 1, to: i + 1, insert: '  ' })
  return [...changes, { from: end, to: end, insert: `\n${indent}- ${lines.join(`\n${indent}  `)}` }]
}

function addKey(text: string, map: YAMLMap, key: string, added: Member, after: readonly string[]): Change {
  const before = map.items.findLast((p) => after.includes(keyOf(p) ?? '')) ?? map.items.at(-1)
  if (map.flow) {
    const at = before ? rangeOf(before.value ?? before.key)[1] : map.range![0] + 1
    const list = `${key}: [${added.inline}]`
    return { from: at, to: at, insert: before ? `, ${list}` : list }
  }
  const indent = columnOf(text, map.range![0])
  const [, end] = before ? rangeOf(isEmpty(before.value) ? before.key : before.value) : map.range!
  const at = endOfLine(text, end)
  const item = added.lines.join(`\n${indent}    `)
  return { from: at, to: at, insert: `\n${indent}${key}:\n${indent}  - ${item}` }
}

const isEmpty = (node: unknown) => isScalar(node) && node.value === null

function rangeOf(node: unknown): [number, number] {
  const range = (node as { range?: [number, number, number] | null }).range
  return range ? [range[0], range[1]] : [0, 0]
}

/** The spaces that stand in front of what else begins in the same column. */
function columnOf(text: string, at: number): string {
  return ' '.repeat(at - (text.lastIndexOf('\n', at - 1) + 1))
}

/** The end of the line on which what ends at a place has its last visible character. */
function endOfLine(text: string, at: number): number {
  let last = at
  while (last > 0 && /\s/.test(text[last - 1]!)) last--
  const end = text.indexOf('\n', last)
  return end < 0 ? text.length : end
}

/** Gives a scenario another title. */
export function retitle(text: string, title: string): Change[] {
  const root = read(text)
  const pair = isMap(root) ? pairOf(root, 'title') : undefined
  const old = pair && under(root, 'title')
  if (!old?.range || textOf(old) === undefined) {
    if (pair) return []
    return [{ from: 0, to: 0, insert: `title: ${quote(title)}\n` }]
  }
  const [from, to] = old.range
  return [{ from, to, insert: quote(title) + (text.slice(from, to).endsWith('\n') ? '\n' : '') }]
}
