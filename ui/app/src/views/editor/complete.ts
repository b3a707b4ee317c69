// What may stand at the cursor: keys and words of the schema, and names that the
// scenario itself gives.
import {
  insertCompletionText,
  startCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete'
import type { EditorView } from '@codemirror/view'
import { namesFor, namesIn } from '../../model/scenario/names'
import type { Key, Schema } from '../../model/scenario/schema'
import { spotAt, type Spot } from '../../model/scenario/spot'
import { lang } from '../../text/lang'
import { kinds } from '../../wire/gen'

const word = /[\p{L}\p{N}_.@-]*/u

export function completeWith(schema: Schema) {
  return (context: CompletionContext): CompletionResult | null => {
    const before = context.matchBefore(/[\p{L}\p{N}_.@-]+$/u)
    const from = before?.from ?? context.pos
    if (!before && !context.explicit && !opens(context, from)) return null
    const text = context.state.doc.toString()
    const to = from + word.exec(text.slice(from))![0].length
    const spot = spotAt(text, from, Math.max(to, context.pos))
    if (!spot) return null
    const options = optionsAt(schema, spot, text, /^\s*:/.test(text.slice(to)))
    return options.length > 0
      ? { from, to: Math.max(to, context.pos), options, validFor: /^[\p{L}\p{N}_.@-]*$/u }
      : null
  }
}

/** Whether something may begin here, as behind a brace or a key: then it is offered unasked. */
function opens(context: CompletionContext, from: number): boolean {
  const line = context.state.doc.lineAt(from)
  return /[{[,:]\s$|[{[]$/.test(line.text.slice(0, from - line.from))
}

function optionsAt(schema: Schema, spot: Spot, text: string, isKey: boolean): Completion[] {
  const keys = spot.wants === 'value' ? [] : schema.keys(spot.path, spot.siblings)
  const options = keys.map((key) => keyOption(key, spot, isKey))
  if (spot.wants === 'key') return options
  for (const value of schema.values(spot.path))
    options.push({
      label: value,
      type: 'constant',
      info: value in kinds ? kinds[value as keyof typeof kinds].doc : undefined,
    })
  const key = spot.path.findLast((step) => typeof step === 'string')
  for (const name of typeof key === 'string' ? namesFor(key, namesIn(text)) : [])
    options.push({ label: name, type: 'variable' })
  return options
}

function keyOption(key: Key, spot: Spot, isKey: boolean): Completion {
  return {
    label: key.name,
    type: 'property',
    detail: key.required ? lang.editor.doc.required : undefined,
    boost: key.required ? 1 : 0,
    info: key.doc || undefined,
    apply: isKey ? undefined : (view, _completion, from, to) => insertKey(view, key, spot, from, to),
  }
}

/** Writes a key and what its value begins with, and goes on with what may stand there. */
function insertKey(view: EditorView, key: Key, spot: Spot, from: number, to: number) {
  const { text, from: lineStart } = view.state.doc.lineAt(from)
  const column = text.slice(0, from - lineStart).replaceAll(/[^\s]/g, ' ')
  const begin = !spot.block || key.takes === 'word' ? ' ' : `\n${column}  ${key.takes === 'list' ? '- ' : ''}`
  view.dispatch(insertCompletionText(view.state, `${key.name}:${begin}`, from, to))
  startCompletion(view)
}
