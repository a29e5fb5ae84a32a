import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import { bracketMatching } from '@codemirror/language'
import { forceLinting, lintGutter, linter, nextDiagnostic } from '@codemirror/lint'
import { Compartment, EditorState } from '@codemirror/state'
import { EditorView, keymap, lineNumbers } from '@codemirror/view'
import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react'
import { formatJson } from '~/lib/json-text.ts'
import { Button } from './button.tsx'
import { editorLook, mountEditor, named } from './code-mirror.ts'
import { Icon } from './icon.tsx'
import { jsonProblem, type JsonProblem, jsonProblemText } from './json-problem.ts'
import { jsonSearch } from './json-search.ts'

type ProblemsOf = (text: string) => readonly JsonProblem[]

interface JsonEditorProps {
  /** The field's name, shown above it. */
  label: string
  value: string
  /** Called with the whole text after every change. */
  onChange: (text: string) => void
  onBlur?: () => void
  /** Why the text cannot be used. */
  problem?: string | undefined
  /** What is wrong with a text, by place; those places are marked. */
  problemsOf: ProblemsOf
  /** It keeps its text, and the focus. */
  readOnly?: boolean
  hint?: string | undefined
  ref?: Ref<{ focus: () => void }>
}

const saying = new Compartment()
const writing = new Compartment()
const marksAtMost = 200
const keys = 'Tab leaves the editor, F8 goes to the next error.'

/** A field for JSON: faults are marked at their line while one types. Load it lazily. */
export function JsonEditor({
  label,
  value,
  onChange,
  onBlur,
  problem,
  problemsOf,
  readOnly = false,
  hint,
  ref,
}: JsonEditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView>(null)
  const current = useRef({ value, onChange, onBlur, problemsOf })
  useImperativeHandle(ref, () => ({ focus: () => editor.current?.focus() }), [])
  useEffect(() => {
    current.current.onChange = onChange
    current.current.onBlur = onBlur
    current.current.problemsOf = problemsOf
  })
  useEffect(() => {
    if (!host.current) return undefined
    const changes = EditorView.updateListener.of((update) => {
      if (!update.docChanged) return
      current.current.value = update.state.doc.toString()
      current.current.onChange(current.current.value)
    })
    const leaving = EditorView.domEventHandlers({ blur: () => current.current.onBlur?.() })
    const faults = linter(({ state }) => faultsOf(state.doc.toString(), current.current.problemsOf), {
      delay: 400,
    })
    const state = EditorState.create({
      doc: current.current.value,
      extensions: [editing, faults, editorLook, saying.of([]), writing.of([]), changes, leaving],
    })
    const view = mountEditor(host.current, state)
    editor.current = view
    return () => view.destroy()
  }, [])
  // In the same task as the render: later, more may have been typed, which the older text would take away.
  useLayoutEffect(() => {
    const view = editor.current
    if (!view || value === current.current.value) return
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } })
  }, [value])
  useLayoutEffect(() => {
    const state = EditorState.readOnly.of(readOnly)
    editor.current?.dispatch({ effects: writing.reconfigure(state) })
  }, [readOnly])
  useEffect(() => {
    const description = [problem, hint, keys].filter(Boolean).join(' ')
    const attributes = { 'aria-description': description, ...(problem && { 'aria-invalid': 'true' }) }
    const told = [named(label), EditorView.contentAttributes.of(attributes)]
    editor.current?.dispatch({ effects: saying.reconfigure(told) })
  }, [problem, hint, label])
  return (
    <div className="grid min-w-0 gap-1">
      <div className="flex items-end justify-between gap-2">
        <span className="text-sm font-medium" aria-hidden="true">
          {label}
        </span>
        <Button
          variant="quiet"
          size="small"
          inactive={readOnly}
          onClick={() => editor.current && format(editor.current)}
        >
          Format <span className="sr-only">{label}</span>
        </Button>
      </div>
      <div ref={host} className="min-w-0" />
      {problem && (
        <p className="flex items-start gap-1.5 text-sm text-bad">
          <Icon name="error" className="mt-0.5" />
          {problem}
        </p>
      )}
      <p className="text-sm text-muted">
        {hint} {keys}
      </p>
    </div>
  )
}

const editing = [
  lineNumbers(),
  history(),
  json(),
  bracketMatching(),
  EditorView.lineWrapping,
  EditorView.contentAttributes.of({ autocapitalize: 'off', autocorrect: 'off' }),
  lintGutter(),
  jsonSearch,
  keymap.of([{ key: 'F8', run: goToFault }, ...historyKeymap, ...defaultKeymap]),
]

/** Lays the text out anew; its tokens stay as they are. Goes to the fault where it is no JSON. */
function format(view: EditorView): void {
  const text = view.state.doc.toString()
  if (jsonProblem(text)) goToFault(view)
  else if (formatJson(text) !== text)
    view.dispatch({ changes: { from: 0, to: text.length, insert: formatJson(text) } })
  view.focus()
}

/** Goes to the next fault of the text as it is now, which may not be marked yet. */
function goToFault(view: EditorView): boolean {
  forceLinting(view)
  // The marks are there in a microtask that was asked for before this one; later they would close what is told here.
  queueMicrotask(() => nextDiagnostic(view))
  return true
}

function faultsOf(text: string, problemsOf: ProblemsOf) {
  const problems = text.trim() ? problemsOf(text).slice(0, marksAtMost) : []
  return problems.map((problem) => {
    const from = Math.min(problem.position, Math.max(0, text.length - 1))
    const to = Math.min(text.length, problem.end ?? from + 1)
    return { from, to, severity: 'error' as const, message: jsonProblemText(problem) }
  })
}
