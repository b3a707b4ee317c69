// Where in a scenario a cursor stands: below which keys, and whether a key or a
// value is to be written there.
import { isMap, isPair, isScalar, isSeq, type Pair } from 'yaml'
import { keyOf, read, textOf, type Path } from './read'

export interface Spot {
  path: Path
  /** a key of the map at path, the value at path, or either */
  wants: 'key' | 'value' | 'either'
  /** what the map at path has already, with those values that are a word */
  siblings: ReadonlyMap<string, string | undefined>
  /** whether it stands at the beginning of its line, where a key may open a block */
  block: boolean
}

// A word that nobody writes stands in for the one that is being written: where
// it ends up in the tree, there the cursor is.
const mark = 'zzcursorzz'

/** The spot at which the word from..to of a text is being written. */
export function spotAt(text: string, from: number, to: number): Spot | undefined {
  const lineStart = text.lastIndexOf('\n', from - 1) + 1
  const block = /^\s*(- +)*$/.test(text.slice(lineStart, from))
  const isKey = /^\s*:/.test(text.slice(to))
  const marked = text.slice(0, from) + mark + (block && !isKey ? ': ' : '') + text.slice(to)
  const spot = seek(read(marked), [])
  return spot && { ...spot, wants: block && !isKey ? 'either' : spot.wants, block }
}

function seek(node: unknown, path: Path): Omit<Spot, 'block'> | undefined {
  if (isScalar(node) && node.value === mark) return { path, wants: 'value', siblings: new Map() }
  if (isSeq(node)) {
    for (const [i, item] of node.items.entries()) {
      const spot = isPair(item) ? seekPair(item, [...path, i], [item]) : seek(item, [...path, i])
      if (spot) return spot
    }
  }
  if (isMap(node)) {
    for (const pair of node.items) {
      const spot = seekPair(pair, path, node.items)
      if (spot) return spot
    }
  }
  return undefined
}

function seekPair(pair: Pair, path: Path, among: Pair[]): Omit<Spot, 'block'> | undefined {
  const key = keyOf(pair)
  if (key !== mark) return key === undefined ? undefined : seek(pair.value, [...path, key])
  const others = among.filter((p) => p !== pair).map((p) => [keyOf(p) ?? '', textOf(p.value)] as const)
  return { path, wants: 'key', siblings: new Map(others) }
}

/** A key or a value that stands in a text, and where. */
export interface Word {
  path: Path
  /** undefined for a key */
  value?: string
  from: number
  to: number
}

/** The key or value at a place of a text. */
export function wordAt(text: string, at: number): Word | undefined {
  return find(read(text), [], at)
}

function find(node: unknown, path: Path, at: number): Word | undefined {
  if (isSeq(node)) {
    for (const [i, item] of node.items.entries()) {
      const word = find(item, [...path, i], at)
      if (word) return word
    }
  } else if (isMap(node)) {
    for (const pair of node.items) {
      const below = [...path, keyOf(pair) ?? '']
      const word = covers(pair.key, at, below) ?? find(pair.value, below, at)
      if (word) return word
    }
  } else if (isScalar(node)) {
    const word = covers(node, at, path)
    return word && { ...word, value: textOf(node) }
  }
  return undefined
}

function covers(node: unknown, at: number, path: Path): Word | undefined {
  if (!isScalar(node) || !node.range) return undefined
  const [from, to] = node.range
  return from <= at && at <= to && to > from ? { path, from, to } : undefined
}
