// No component says a word by itself: whatever is read stands in the dictionary.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, type AST } from 'svelte/compiler'
import { expect, it } from 'vitest'

const spoken = new Set(['aria-label', 'aria-description', 'alt', 'label', 'placeholder', 'title'])
const unread = new Set<string>(['Attribute', 'StyleDirective', 'ClassDirective'])
const word = /\p{L}{2,}/u
const sentence = /^\p{Lu}?\p{L}+ \p{L}+/u

const components = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((p) =>
  p.endsWith('.svelte'),
)

/** What a component says by itself. */
function literals(source: string): string[] {
  const found: string[] = []
  const look = (node: unknown, quoted: RegExp) => {
    if (Array.isArray(node)) return node.forEach((n) => look(n, quoted))
    if (typeof node !== 'object' || node === null) return
    const { type, name, data, value } = node as AST.Text & { name?: string; value?: unknown }
    if (type === 'Text' && word.test(data)) found.push(data.trim())
    if ((type as string) === 'Literal' && typeof value === 'string' && quoted.test(value)) found.push(value)
    if (unread.has(type) && !spoken.has(name ?? '')) return look(expressions(value), sentence)
    for (const [key, child] of Object.entries(node)) if (key !== 'parent') look(child, quoted)
  }
  look(parse(source, { modern: true }).fragment, sentence)
  return found
}

/** What is worked out in an attribute that is not read as it stands. */
function expressions(value: unknown): unknown[] {
  return [value].flat().filter((v) => (v as { type?: string } | undefined)?.type === 'ExpressionTag')
}

it('finds what is said in a component', () => {
  expect(literals('<p>Hello</p>')).toEqual(['Hello'])
  expect(literals('<p title="A letter">{x} of {y}</p>')).toEqual(['A letter', 'of'])
  expect(literals('<p class="much ado">{a ? "none at all" : b}, {c}×</p>')).toEqual(['none at all'])
})

it.each(components)('%s leaves words to the dictionary', (path) => {
  expect(literals(readFileSync(join('src', path), 'utf8'))).toEqual([])
})
