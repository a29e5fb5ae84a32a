import { EditorState, type Extension } from '@codemirror/state'
import { Decoration, EditorView, MatchDecorator, ViewPlugin, type ViewUpdate } from '@codemirror/view'

/** Puts an editor into an element's shadow root: there its styles are adopted sheets, which a strict CSP allows. */
export function mountEditor(host: HTMLElement, state: EditorState): EditorView {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  return new EditorView({ root, parent: root, state })
}

/** An editor's name for assistive technology: a label outside of a shadow root cannot be referred to from within. */
export const named = (label: string): Extension =>
  // Editable text is in the tab order anyway; said so, checkers see that what scrolls can be reached.
  EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' })

/** For texts that are looked at: the caret moves and selects, and no phone opens its keyboard. */
export const onlyReading: Extension = [
  EditorState.readOnly.of(true),
  EditorView.contentAttributes.of({ inputmode: 'none' }),
]

const theme = EditorView.theme({
  '&': {
    color: 'var(--color-ink)',
    backgroundColor: 'var(--color-surface)',
    border: '1px solid var(--color-strong)',
    borderRadius: 'var(--radius-md)',
    fontSize: '0.8125rem',
    overflow: 'hidden',
  },
  '&.cm-focused': { outline: '2px solid var(--color-accent-ink)', outlineOffset: '-1px' },
  '.cm-scroller': {
    fontFamily: 'var(--font-mono)',
    lineHeight: '1.25rem',
    maxHeight: '60vh',
    overflow: 'auto',
  },
  '.cm-content': { padding: '0.375rem 0', caretColor: 'var(--color-ink)' },
  '.cm-gutters': {
    color: 'var(--color-muted)',
    backgroundColor: 'var(--color-sunken)',
    borderInlineEnd: '1px solid var(--color-line)',
  },
  '.cm-foldGutter .cm-gutterElement': { cursor: 'default', padding: '0 0.25rem' },
  '.cm-foldPlaceholder': {
    color: 'var(--color-muted)',
    backgroundColor: 'var(--color-neutral-soft)',
    border: 'none',
    padding: '0 0.375rem',
    margin: '0 0.25rem',
    cursor: 'default',
  },
  '.json-name': { color: 'var(--color-accent-ink)' },
  '.json-text': { color: 'var(--color-good)' },
  '.json-value': { color: 'var(--color-warn)' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--color-selected)' },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'var(--color-bad-soft)' },
  '.cm-searchMatch': {
    outline: '1px solid var(--color-warn-fill)',
    backgroundColor: 'var(--color-warn-soft)',
  },
  '.cm-searchMatch *': { color: 'var(--color-ink)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--color-selected)', outlineWidth: '2px' },
  '.cm-panels': {
    color: 'var(--color-ink)',
    backgroundColor: 'var(--color-sunken)',
    fontFamily: 'var(--font-sans)',
  },
  '.cm-panels-top': { borderBottom: '1px solid var(--color-line)' },
  '.json-search': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '0.375rem 0.5rem',
    padding: '0.375rem 0.5rem',
    fontSize: '0.8125rem',
  },
  '.json-search input[name=find]': {
    flex: '1 1 10rem',
    minWidth: '6rem',
    height: '1.75rem',
    padding: '0 0.5rem',
    font: 'inherit',
    color: 'inherit',
    backgroundColor: 'var(--color-surface)',
    border: '1px solid var(--color-strong)',
    borderRadius: 'var(--radius-md)',
  },
  '.json-search label': { display: 'flex', alignItems: 'center', gap: '0.25rem', minHeight: '1.5rem' },
  '.json-search output': { color: 'var(--color-muted)', minWidth: '5rem' },
  '.json-search button': {
    height: '1.75rem',
    padding: '0 0.5rem',
    font: 'inherit',
    color: 'inherit',
    backgroundColor: 'var(--color-surface)',
    border: '1px solid var(--color-line)',
    borderRadius: 'var(--radius-md)',
  },
  '.json-search :focus-visible': { outline: '2px solid var(--color-accent-ink)', outlineOffset: '-1px' },
  '.cm-tooltip': {
    color: 'var(--color-ink)',
    backgroundColor: 'var(--color-raised)',
    border: '1px solid var(--color-line)',
    fontFamily: 'var(--font-sans)',
  },
  '.cm-diagnostic-error': { borderInlineStartColor: 'var(--color-bad-fill)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--color-bad-fill)',
    textUnderlineOffset: '3px',
  },
})

const className = (name: string) => Decoration.mark({ class: name })
const [name, text, value] = ['json-name', 'json-text', 'json-value'].map(className)

// A token of JSON never spans lines, so the visible lines can be coloured alone, however long the text is.
const tokens = new MatchDecorator({
  regexp: /"[^"\\]*(?:\\.[^"\\]*)*"(?=\s*(:)?)|-?\d[\d.eE+-]*|\b(?:true|false|null)\b/g,
  decoration: ([token, colon]) => (token.startsWith('"') ? (colon ? name : text) : value) ?? null,
})

const jsonColours = ViewPlugin.fromClass(
  class {
    decorations
    constructor(view: EditorView) {
      this.decorations = tokens.createDeco(view)
    }
    update(update: ViewUpdate) {
      this.decorations = tokens.updateDeco(update, this.decorations)
    }
  },
  { decorations: (plugin) => plugin.decorations },
)

/** What every editor has: the look, the colours of JSON. */
export const editorLook: Extension = [
  theme,
  jsonColours,
  // What scrolls can be reached by keys, and says so.
  EditorView.contentAttributes.of({ tabindex: '0' }),
]
