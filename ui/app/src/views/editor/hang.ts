// A line that is too long goes on below itself, a little further in: where a
// line begins means something in YAML.
import { RangeSetBuilder } from '@codemirror/state'
import {
  Decoration,
  ViewPlugin,
  type DecorationSet,
  type EditorView,
  type ViewUpdate,
} from '@codemirror/view'

const further = 2

export const hang = ViewPlugin.fromClass(
  class {
    lines: DecorationSet

    constructor(view: EditorView) {
      this.lines = linesOf(view)
    }

    update(update: ViewUpdate) {
      if (update.docChanged || update.viewportChanged) this.lines = linesOf(update.view)
    }
  },
  { decorations: (plugin) => plugin.lines },
)

function linesOf(view: EditorView): DecorationSet {
  const lines = new RangeSetBuilder<Decoration>()
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to;) {
      const line = view.state.doc.lineAt(at)
      const indent = /^[ -]*/.exec(line.text)![0].length + further
      const style = `padding-left: calc(${indent}ch + 6px); text-indent: -${indent}ch`
      lines.add(line.from, line.from, Decoration.line({ attributes: { style } }))
      at = line.to + 1
    }
  }
  return lines.finish()
}
