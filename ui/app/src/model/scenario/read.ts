// The text of a scenario as a tree that knows where each part of it stands. It
// is read however broken it is: what is being written is broken most of the time.
import { isAlias, isMap, isScalar, isSeq, parseDocument, type Node, type Pair, type YAMLMap } from 'yaml'

export type Path = readonly (string | number)[]

/** The root of a text; undefined where there is nothing. */
export function read(text: string): Node | undefined {
  return parseDocument(text, { logLevel: 'silent', uniqueKeys: false, merge: false }).contents ?? undefined
}

export function keyOf(pair: Pair): string | undefined {
  return isScalar(pair.key) ? String(pair.key.value) : undefined
}

export function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => keyOf(pair) === key)
}

/** What stands under a key; undefined where there is nothing. */
export function under(node: unknown, key: string): Node | undefined {
  const value = isMap(node) ? pairOf(node, key)?.value : undefined
  return isMap(value) || isSeq(value) || isScalar(value) || isAlias(value) ? value : undefined
}

/** The members of a list; a single value is a list of one, as scenarios have it. */
export function membersOf(node: unknown): readonly unknown[] {
  if (isSeq(node)) return node.items
  return isMap(node) || (isScalar(node) && node.value !== null) ? [node] : []
}

/** A scalar as text; undefined for anything else. */
export function textOf(node: unknown): string | undefined {
  return isScalar(node) && node.value !== null && node.value !== undefined
    ? (node.source ?? String(node.value))
    : undefined
}
