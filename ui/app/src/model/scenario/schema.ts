// What the JSON Schema of scenarios says about a place in one.
import type { Path } from './read'

/** As much of a JSON Schema as ours has. */
export interface Shape {
  $ref?: string
  $defs?: Record<string, Shape>
  description?: string
  properties?: Record<string, Shape>
  additionalProperties?: Shape | boolean
  propertyNames?: Shape
  required?: string[]
  items?: Shape
  anyOf?: Shape[]
  oneOf?: Shape[]
  allOf?: { if: Shape; then: Shape }[]
  enum?: unknown[]
  const?: unknown
  default?: unknown
  type?: string | string[]
}

/** A key that may stand at a place. */
export interface Key {
  name: string
  doc: string
  required: boolean
  /** what its value begins with */
  takes: 'word' | 'list' | 'map'
}

/** What is known about a key or a value. */
export interface Doc {
  text: string[]
  default?: string
  values: string[]
}

export class Schema {
  constructor(private readonly root: Shape) {}

  /** The keys that the map at path may have besides those that it has. */
  keys(path: Path, has: ReadonlyMap<string, string | undefined>): Key[] {
    const keys: Key[] = []
    for (const shape of this.#at(path)) {
      const shut = excluded(shape, has)
      for (const [name, below] of Object.entries(this.#properties(shape, has))) {
        if (has.has(name) || shut.has(name) || keys.some((k) => k.name === name)) continue
        const doc = this.#describe(below)[0] ?? ''
        keys.push({ name, doc, required: shape.required?.includes(name) ?? false, takes: this.#takes(below) })
      }
    }
    return keys
  }

  /** The words that may stand at path. */
  values(path: Path): string[] {
    const shapes = this.#at(path).flatMap((s) => (s.items ? this.#alternatives(s.items) : s))
    return [...new Set(shapes.flatMap(wordsOf))]
  }

  /** What is known about what stands at path. */
  doc(path: Path): Doc | undefined {
    const shape = this.#named(path)
    if (!shape) return undefined
    const text = this.#describe(shape)
    const values = this.values(path)
    if (text.length === 0 && values.length === 0) return undefined
    return { text, default: shape.default === undefined ? undefined : String(shape.default), values }
  }

  /** All that may stand at path, each alternative by itself. */
  #at(path: Path): Shape[] {
    return path.reduce<Shape[]>(
      (shapes, step) => shapes.flatMap((s) => this.#below(s, step)).flatMap((s) => this.#alternatives(s)),
      this.#alternatives(this.root),
    )
  }

  /** The shape that the last key of a path leads to, before it is taken apart. */
  #named(path: Path): Shape | undefined {
    const last = path.findLastIndex((step) => typeof step === 'string')
    if (last < 0) return undefined
    for (const shape of this.#at(path.slice(0, last))) {
      const [below] = this.#below(shape, path[last]!)
      if (below) return below
    }
    return undefined
  }

  #below(shape: Shape, step: string | number): Shape[] {
    if (typeof step === 'number') return shape.items ? [shape.items] : []
    const own = shape.properties?.[step]
    if (own) return [own]
    return typeof shape.additionalProperties === 'object' ? [shape.additionalProperties] : []
  }

  #alternatives(shape: Shape): Shape[] {
    const target = this.#resolve(shape)
    return target.anyOf ? target.anyOf.flatMap((s) => this.#alternatives(s)) : [target]
  }

  #resolve(shape: Shape): Shape {
    return shape.$ref ? (this.root.$defs?.[shape.$ref.replace('#/$defs/', '')] ?? {}) : shape
  }

  /** The keys of a shape. Which an event has depends on its kind. */
  #properties(shape: Shape, has: ReadonlyMap<string, string | undefined>): Record<string, Shape> {
    const rule = shape.allOf?.find((r) => {
      const [key, { const: value }] = Object.entries(r.if.properties ?? {})[0] ?? ['', {}]
      return has.get(key) === value && value !== undefined
    })
    const more = (rule?.then.propertyNames?.enum ?? []).map((name) => [String(name), {}] as const)
    return { ...Object.fromEntries(more), ...shape.properties }
  }

  #describe(shape: Shape): string[] {
    const all = [shape.description, ...this.#alternatives(shape).map((s) => s.description)]
    return [...new Set(all.filter((d) => d !== undefined))].slice(0, 2)
  }

  #takes(shape: Shape): Key['takes'] {
    const all = this.#alternatives(shape)
    if (all.some((s) => !s.items && !s.properties && !s.additionalProperties)) return 'word'
    return all.some((s) => s.items) ? 'list' : all.length > 0 ? 'map' : 'word'
  }
}

function wordsOf(shape: Shape): string[] {
  if (shape.enum) return shape.enum.map(String)
  if (shape.const !== undefined) return [String(shape.const)]
  return shape.type === 'boolean' ? ['true', 'false'] : []
}

/** Of keys that rule each other out, those that are ruled out. */
function excluded(shape: Shape, has: ReadonlyMap<string, unknown>): Set<string> {
  const rivals = (shape.oneOf ?? []).flatMap((s) => s.required ?? [])
  return new Set(rivals.some((name) => has.has(name)) ? rivals : [])
}
