// What the schema says about the word under the pointer.
import type { EditorView, Tooltip } from '@codemirror/view'
import type { Schema } from '../../model/scenario/schema'
import { wordAt } from '../../model/scenario/spot'
import { lang } from '../../text/lang'
import { kinds } from '../../wire/gen'

/** Of more values than these only the first are listed. */
const most = 12

export function docTooltip(schema: Schema) {
  return (view: EditorView, at: number): Tooltip | null => {
    const found = wordAt(view.state.doc.toString(), at)
    if (!found) return null
    const lines = linesOf(schema, found.path, found.value)
    if (lines.length === 0) return null
    const name = found.value ?? String(found.path.at(-1))
    return {
      pos: found.from,
      end: found.to,
      above: true,
      create: () => ({ dom: draw(name, lines) }),
    }
  }
}

function linesOf(schema: Schema, path: readonly (string | number)[], value: string | undefined): string[] {
  if (value !== undefined) return value in kinds ? [kinds[value as keyof typeof kinds].doc] : []
  const doc = schema.doc(path)
  if (!doc) return []
  const lines = [...doc.text]
  if (doc.default !== undefined) lines.push(lang.editor.doc.default(doc.default))
  if (doc.values.length > 0)
    lines.push(
      `${lang.editor.doc.values} ${doc.values.slice(0, most).join(', ')}${doc.values.length > most ? ' …' : ''}`,
    )
  return lines
}

function draw(name: string, lines: string[]): HTMLElement {
  const box = document.createElement('div')
  box.className = 'doc'
  const title = document.createElement('b')
  title.textContent = name
  box.append(title)
  for (const line of lines) {
    const paragraph = document.createElement('p')
    paragraph.textContent = line
    box.append(paragraph)
  }
  return box
}
