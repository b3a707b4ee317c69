// The text of a scenario in CodeMirror.
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language'
import {
  lintGutter,
  nextDiagnostic,
  previousDiagnostic,
  setDiagnostics,
  type Diagnostic,
} from '@codemirror/lint'
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search'
import { EditorState, type Text } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  hoverTooltip,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import type { Schema } from '../../model/scenario/schema'
import type { Change } from '../../model/scenario/write'
import type { Fault } from '../../wire/gen'
import { completeWith } from './complete'
import { hang } from './hang'
import { docTooltip } from './hover'
import { look } from './look'

export interface CodeWords {
  label: string
  hint: string
  /** what CodeMirror says by itself, by its English words */
  phrases: Record<string, string>
}

export interface CodeEvents {
  change(text: string): void
  run(): void
}

// CodeMirror makes its styles as it goes. In a shadow root it adopts them as
// style sheets; in the document it would write style elements, which the page's
// policy forbids.
export class Code {
  readonly #view: EditorView

  constructor(host: HTMLElement, text: string, schema: Schema, words: CodeWords, on: CodeEvents) {
    const root = host.attachShadow({ mode: 'open' })
    // What is typed here is text and never a key of the page.
    host.addEventListener('keydown', (event) => event.stopPropagation())
    this.#view = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: text,
        extensions: [
          keymap.of([{ key: 'Mod-Enter', run: () => (on.run(), true) }]),
          keymap.of([
            ...closeBracketsKeymap,
            ...defaultKeymap,
            ...searchKeymap,
            ...historyKeymap,
            ...completionKeymap,
            { key: 'F8', run: nextDiagnostic },
            { key: 'Shift-F8', run: previousDiagnostic },
            indentWithTab,
          ]),
          lintGutter(),
          lineNumbers(),
          highlightActiveLineGutter(),
          highlightActiveLine(),
          history(),
          drawSelection(),
          indentUnit.of('  '),
          indentOnInput(),
          bracketMatching(),
          closeBrackets(),
          highlightSelectionMatches(),
          yaml(),
          autocompletion({ override: [completeWith(schema)], icons: false }),
          hoverTooltip(docTooltip(schema)),
          look,
          EditorState.phrases.of(words.phrases),
          EditorView.lineWrapping,
          hang,
          EditorView.contentAttributes.of({
            'aria-label': words.label,
            'aria-description': words.hint,
            tabindex: '0', // it has the focus anyway, but axe looks for this
          }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) on.change(update.state.doc.toString())
          }),
        ],
      }),
    })
  }

  get text(): string {
    return this.#view.state.doc.toString()
  }

  focus() {
    this.#view.focus()
  }

  /** Marks the faults at their places. */
  mark(faults: readonly Fault[]) {
    const { doc } = this.#view.state
    this.#view.dispatch(
      setDiagnostics(
        this.#view.state,
        faults.map((fault) => diagnosticOf(doc, fault)),
      ),
    )
  }

  /** Goes to a place, from 1. */
  goTo({ line, column }: { line: number; column: number }) {
    const at = placeOf(this.#view.state.doc, line, column)
    this.#view.dispatch({
      selection: { anchor: at },
      effects: EditorView.scrollIntoView(at, { y: 'center' }),
    })
    this.#view.focus()
  }

  /** Changes the text in one step, which can be undone, and shows where. */
  change(changes: readonly Change[]) {
    const { from } = changes[0]!
    const set = this.#view.state.changes([...changes])
    this.#view.dispatch({
      changes: set,
      selection: { anchor: set.mapPos(from, 1) },
      effects: EditorView.scrollIntoView(set.mapPos(from, -1), { y: 'center' }),
      userEvent: 'input',
    })
  }

  replace(text: string) {
    this.#view.dispatch({
      changes: { from: 0, to: this.#view.state.doc.length, insert: text },
      userEvent: 'input',
    })
  }

  destroy() {
    this.#view.destroy()
  }
}

/** The offset of a line and column, both from 1; a column counts characters, however many units they take. */
function placeOf(doc: Text, line: number, column: number): number {
  const { from, text } = doc.line(Math.min(Math.max(line, 1), doc.lines))
  return from + [...text].slice(0, column - 1).join('').length
}

function diagnosticOf(doc: Text, fault: Fault): Diagnostic {
  const from = placeOf(doc, fault.line, fault.column)
  const rest = doc.lineAt(from).text.slice(from - doc.lineAt(from).from)
  const length = /^("[^"]*"?|'[^']*'?|[^\s,:{}[\]#]+|.)/u.exec(rest)?.[0].length ?? 0
  return { from, to: from + length, severity: 'error', message: fault.message }
}
