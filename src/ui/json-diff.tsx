import { defaultKeymap } from '@codemirror/commands'
import { unifiedMergeView } from '@codemirror/merge'
import { EditorState } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { useEffect, useRef, useState } from 'react'
import { editorLook, mountEditor, named, onlyReading } from './code-mirror.ts'
import { Switch } from './switch.tsx'

interface JsonDiffProps {
  /** Both formatted alike, or every line differs. */
  before: string
  after: string
  /** What it is, for assistive technology: "Target.Data". */
  label: string
}

/** What was and what will be as one text, line by line; unchanged stretches are folded away. Load it lazily. */
export function JsonDiff({ before, after, label }: JsonDiffProps) {
  const host = useRef<HTMLDivElement>(null)
  const [whole, setWhole] = useState(false)
  useEffect(() => {
    if (!host.current) return undefined
    const state = EditorState.create({
      doc: after,
      extensions: [
        look,
        named(`Changes of ${label}`),
        editorLook,
        onlyReading,
        EditorView.lineWrapping,
        keymap.of(defaultKeymap),
        unifiedMergeView({
          original: before,
          mergeControls: false,
          syntaxHighlightDeletions: false,
          // Beyond this the difference gets coarser instead of slower.
          diffConfig: { scanLimit: 1000, timeout: 200 },
          ...(!whole && { collapseUnchanged: { margin: 3, minSize: 6 } }),
        }),
      ],
    })
    const view = mountEditor(host.current, state)
    return () => view.destroy()
  }, [before, after, label, whole])
  return (
    <div className="grid min-w-0 gap-1.5">
      <Switch
        label="Show unchanged lines"
        checked={whole}
        onChange={(event) => setWhole(event.target.checked)}
      />
      <div ref={host} className="min-w-0" />
    </div>
  )
}

const sign = (text: string) => ({
  content: `"${text}"`,
  position: 'absolute',
  insetInlineStart: '0.375rem',
  color: 'var(--color-ink)',
})

// The sign before a line says without colour what happened to it.
const look = EditorView.theme({
  '.cm-line, .cm-deletedLine': { position: 'relative', padding: '0 0.375rem 0 1.5rem' },
  '&.cm-merge-b .cm-changedLine, .cm-insertedLine': { backgroundColor: 'var(--color-good-soft)' },
  '.cm-deletedChunk': { backgroundColor: 'var(--color-bad-soft)', paddingInlineStart: '0' },
  '&.cm-merge-b .cm-changedLine::before': sign('+'),
  '.cm-deletedLine::before': sign('−'),
  '.cm-changedLine *, .cm-deletedLine *': { color: 'var(--color-ink)' },
  '&.cm-merge-b .cm-changedText': {
    background: 'color-mix(in srgb, var(--color-good-fill) 30%, var(--color-good-soft))',
  },
  '&.cm-editor .cm-deletedChunk .cm-deletedText': {
    background: 'color-mix(in srgb, var(--color-bad-fill) 30%, var(--color-bad-soft))',
  },
  '&.cm-editor.cm-merge-b .cm-changedLineGutter': { background: 'var(--color-good-fill)' },
  '&.cm-editor .cm-deletedLineGutter': { background: 'var(--color-bad-fill)' },
  '&.cm-editor .cm-collapsedLines': {
    color: 'var(--color-muted)',
    background: 'var(--color-sunken)',
    padding: '0.25rem 1.5rem',
  },
  // Few fonts have the character that stands here.
  '.cm-collapsedLines:before, .cm-collapsedLines:after': { display: 'none' },
})
