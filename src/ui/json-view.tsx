import { defaultKeymap } from '@codemirror/commands'
import { codeFolding, foldEffect, foldGutter, foldKeymap, foldService, unfoldAll } from '@codemirror/language'
import { openSearchPanel } from '@codemirror/search'
import { Compartment, EditorState } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { useEffect, useMemo, useRef, useState } from 'react'
import { formatCount } from '~/lib/format.ts'
import { shownJson } from '~/lib/json-text.ts'
import { Button } from './button.tsx'
import { editorLook, mountEditor, named, onlyReading } from './code-mirror.ts'
import { CopyButton } from './copy-button.tsx'
import { type JsonFold, jsonFolds } from './json-folds.ts'
import { jsonSearch } from './json-search.ts'
import { Switch } from './switch.tsx'

interface JsonViewProps {
  value: unknown
  /** What it is, for assistive technology: "Target.Data". */
  label: string
}

// Longer texts begin folded.
const longText = 200_000
const mostFolded = 1000
const wrapping = new Compartment()

/** JSON to look at, formatted: folding, search (Ctrl+F inside), copy. Stays quick at megabytes. Load it lazily. */
export function JsonView(props: JsonViewProps) {
  const place = useRef<HTMLDivElement>(null)
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    if (!place.current) return undefined
    const watch = new ResizeObserver((entries) => {
      if (entries.some(({ contentRect }) => contentRect.height > 0)) setSeen(true)
    })
    watch.observe(place.current)
    return () => watch.disconnect()
  }, [])
  // Inside of something closed it costs nothing.
  return seen ? <Viewer {...props} /> : <div ref={place} className="min-h-24" />
}

function Viewer({ value, label }: JsonViewProps) {
  const text = useMemo(() => shownJson(value ?? null), [value])
  const folds = useMemo(() => jsonFolds(text), [text])
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView>(null)
  const [wraps, setWraps] = useState(true)
  useEffect(() => {
    if (!host.current) return undefined
    const view = mountEditor(host.current, viewerState(text, label, folds))
    editor.current = view
    return () => view.destroy()
  }, [text, label, folds])
  useEffect(() => {
    editor.current?.dispatch({ effects: wrapping.reconfigure(wraps ? EditorView.lineWrapping : []) })
  }, [wraps])
  const act = (run: (view: EditorView) => unknown) => () => editor.current && run(editor.current)
  const canFold = folds.some(({ depth }) => depth === 1)
  return (
    <div className="grid min-w-0 gap-1.5">
      <div className="flex flex-wrap items-center gap-x-1">
        <Button variant="quiet" size="small" icon="search" onClick={act(openSearchPanel)}>
          Search
        </Button>
        {canFold && (
          <>
            <Button variant="quiet" size="small" onClick={act((view) => view.dispatch(folding(folds, 1)))}>
              Fold all
            </Button>
            <Button variant="quiet" size="small" onClick={act(unfoldAll)}>
              Unfold all
            </Button>
          </>
        )}
        <CopyButton text={text} />
        <span className="ml-auto">
          <Switch label="Wrap lines" checked={wraps} onChange={(event) => setWraps(event.target.checked)} />
        </span>
      </div>
      <div ref={host} className="min-w-0" />
    </div>
  )
}

function viewerState(text: string, label: string, folds: readonly JsonFold[]): EditorState {
  const byLine = new Map(folds.map((fold) => [fold.line, fold]))
  const byStart = new Map(folds.map((fold) => [fold.from, fold]))
  const state = EditorState.create({
    doc: text,
    extensions: [
      named(label),
      editorLook,
      onlyReading,
      wrapping.of(EditorView.lineWrapping),
      foldService.of((_, line) => byLine.get(line) ?? null),
      codeFolding({
        preparePlaceholder: (_, { from }) => formatCount(byStart.get(from)?.size ?? 0, 'item'),
        placeholderDOM: (_, unfold, size: string) => {
          const placeholder = document.createElement('span')
          placeholder.className = 'cm-foldPlaceholder'
          placeholder.textContent = size
          placeholder.title = 'Unfold'
          placeholder.addEventListener('click', unfold)
          return placeholder
        },
      }),
      foldGutter(),
      jsonSearch,
      keymap.of([...foldKeymap, ...defaultKeymap]),
    ],
  })
  if (text.length <= longText) return state
  const inner = folds.filter(({ depth }) => depth === 2).length
  return state.update(folding(folds, inner > 0 && inner <= mostFolded ? 2 : 1)).state
}

const folding = (folds: readonly JsonFold[], depth: number) => ({
  effects: folds.filter((fold) => fold.depth === depth).map(({ from, to }) => foldEffect.of({ from, to })),
})
