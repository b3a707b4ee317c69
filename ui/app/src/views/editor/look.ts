// How the editor looks: paper and ink, in the colours of the page.
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

const box = {
  color: 'var(--ink)',
  backgroundColor: 'var(--card)',
  border: '1px solid var(--edge)',
  borderRadius: '10px',
  boxShadow: 'var(--shadow)',
  overflow: 'hidden',
}

const theme = EditorView.theme({
  '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'var(--card)', fontSize: '13px' },
  '&.cm-focused': { outline: '2.5px solid var(--focus)', outlineOffset: '-2.5px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', fontVariantLigatures: 'none', lineHeight: '1.55' },
  '.cm-content': { caretColor: 'var(--ink)', padding: '8px 0' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '.cm-gutters': {
    color: 'var(--soft)',
    backgroundColor: 'var(--card)',
    border: '0',
    borderRight: '1px solid var(--line)',
  },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '28px', padding: '0 6px 0 2px' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in oklab, var(--faint) 60%, transparent)' },
  '.cm-activeLineGutter': { color: 'var(--ink)', backgroundColor: 'var(--faint)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in oklab, var(--focus) 24%, var(--card))',
  },
  '.cm-selectionMatch': { backgroundColor: 'color-mix(in oklab, var(--focus) 12%, var(--card))' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--faint)', outline: '1px solid var(--edge)' },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'transparent' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--bad) 1.5px',
    textUnderlineOffset: '3px',
  },
  '.cm-lintRange-active': { backgroundColor: 'color-mix(in oklab, var(--bad) 14%, transparent)' },
  '.cm-lintPoint-error:after': { borderBottomColor: 'var(--bad)' },
  '.cm-gutter-lint': { width: '16px' },
  '.cm-lint-marker': { width: '10px', height: '10px', marginTop: '5px', padding: '0' },
  '.cm-lint-marker-error': { content: '""', borderRadius: '50%', backgroundColor: 'var(--bad)' },
  '.cm-tooltip': { ...box, zIndex: '5', font: '13px/1.45 var(--sans)' },
  '.cm-tooltip .doc': { maxWidth: '420px', padding: '9px 13px' },
  '.cm-tooltip .doc p': { margin: '3px 0 0', color: 'var(--soft)' },
  '.cm-tooltip .doc b': { fontFamily: 'var(--mono)' },
  '.cm-diagnostic': { padding: '8px 12px', whiteSpace: 'pre-wrap', maxWidth: '460px' },
  '.cm-diagnostic-error': { borderLeft: '4px solid var(--bad)' },
  '.cm-tooltip.cm-tooltip-autocomplete': { overflow: 'visible' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--mono)',
    maxHeight: '260px',
    borderRadius: '9px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 10px', lineHeight: '1.45' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { color: 'var(--on-ink)', backgroundColor: 'var(--ink)' },
  '.cm-completionDetail': { fontStyle: 'normal', opacity: '0.8', fontFamily: 'var(--sans)' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
  '.cm-tooltip.cm-completionInfo': { ...box, padding: '8px 12px', maxWidth: '300px' },
  '.cm-panels': { color: 'var(--ink)', backgroundColor: 'var(--faint)', fontFamily: 'var(--sans)' },
  '.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--line)' },
  '.cm-panel.cm-search': { padding: '8px 32px 8px 10px', fontSize: '13px' },
  '.cm-panel.cm-search [name=close]': {
    top: '6px',
    right: '8px',
    padding: '0 6px',
    fontSize: '18px',
    cursor: 'pointer',
  },
  '.cm-panel.cm-search label': { fontSize: '13px' },
  '.cm-panel.cm-search :focus-visible': { outline: '2px solid var(--focus)', outlineOffset: '1px' },
  '.cm-textfield, .cm-button': {
    padding: '3px 8px',
    color: 'var(--ink)',
    fontSize: '13px',
    backgroundImage: 'none',
    backgroundColor: 'var(--card)',
    border: '1px solid var(--edge)',
    borderRadius: '6px',
  },
  '.cm-searchMatch': { backgroundColor: 'color-mix(in oklab, var(--wait) 24%, var(--card))' },
  '.cm-searchMatch-selected': { backgroundColor: 'color-mix(in oklab, var(--wait) 48%, var(--card))' },
})

// Keys stand out by weight and comments by slant: colours belong to the roles.
const highlight = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], fontWeight: '650' },
  { tag: tags.comment, color: 'var(--soft)', fontStyle: 'italic' },
  {
    tag: [tags.punctuation, tags.separator, tags.brace, tags.squareBracket, tags.meta],
    color: 'var(--soft)',
  },
])

export const look = [theme, syntaxHighlighting(highlight)]
