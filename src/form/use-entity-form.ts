import { zodResolver } from '@hookform/resolvers/zod'
import { useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { type FieldErrors, useForm } from 'react-hook-form'
import type { Problem } from '~/lib/problem.ts'
import { changesOf, type FormValues, isUntouched, type Properties } from './entity-changes.ts'
import { type Draft, leftOutOf, placesOf } from './draft.ts'
import type { EntityField } from './entity-fields.ts'
import { fieldsSchema } from './fields-schema.ts'
import { useLeaveGuard } from './leave-guard.tsx'
import { showServerProblem } from './show-server-problem.ts'
import { type DraftOptions, useDraft } from './use-draft.ts'

export type EntityTyping = ReturnType<typeof useEntityForm>

interface EntityFormOptions extends DraftOptions {
  /** Starts from what a draft was made against, and gives the fields for that. */
  readonly onRestore: (draft: Draft) => readonly EntityField[]
}

/**
 * What somebody types into the fields of an entity, what is wrong with it, and the draft that is kept of it.
 * `EntityForm` shows it.
 */
export function useEntityForm(
  fields: readonly EntityField[],
  { onRestore, ...draftOptions }: EntityFormOptions,
) {
  const { cultures = [] } = draftOptions
  const schema = useMemo(() => fieldsSchema(fields), [fields])
  const form = useForm<FormValues>({
    resolver: zodResolver(schema),
    defaultValues: textsOf(fields),
    shouldFocusError: false,
  })
  const { isDirty } = form.formState
  const draft = useDraft(form, fields, draftOptions)
  const guard = useLeaveGuard(isDirty, draft.end)
  const [showsOthers, setShowsOthers] = useState(false)
  // Not among the form's errors: starting from what the server holds would take it away.
  const [problem, setProblem] = useState<Problem | null>(null)
  const [note, setNote] = useState('')
  const [leftOut, setLeftOut] = useState<ReturnType<typeof leftOutOf>>([])
  const alert = useRef<HTMLDivElement>(null)

  /** Shows all of these fields and puts the focus into the first. */
  const point = (names: readonly string[]) => {
    if (fields.some(({ known, name }) => !known && names.includes(name)))
      flushSync(() => setShowsOthers(true))
    if (names[0] !== undefined) form.setFocus(names[0])
  }
  const startFrom = (next: readonly EntityField[]) => form.reset(textsOf(next))
  const restoreDraft = async () => {
    const taken = await draft.take()
    if (!taken) return setNote('The draft is gone: another tab has taken it, or it was discarded.')
    // Rendered at once: until then the fields that were reset take no focus.
    const [first] = flushSync(() => {
      const next = onRestore(taken)
      const texts = placesOf(next, taken)
      startFrom(next)
      for (const [name, text] of Object.entries(texts)) form.setValue(name, text, { shouldDirty: true })
      setShowsOthers((shows) => shows || next.some(({ known, name }) => !known && Object.hasOwn(texts, name)))
      const left = leftOutOf(next, taken, cultures)
      setLeftOut(left)
      setNote(left.length > 0 ? 'Draft restored, but not all of it.' : 'Draft restored.')
      return Object.keys(texts)
    })
    if (first !== undefined) form.setFocus(first)
  }
  return {
    form,
    fields,
    guard,
    isDirty,
    draft,
    restoreDraft,
    discardDraft: async () => {
      await draft.refuse()
      setNote('Draft discarded.')
      point(fields.slice(0, 1).map(({ name }) => name))
    },
    showsOthers,
    setShowsOthers,
    problem,
    note,
    /** What a restored draft held and the form does not take. */
    leftOut,
    say: setNote,
    alert,
    startFrom,
    /** What was typed is saved: it is left without a question, and no draft of it is kept. */
    done: () => {
      draft.end()
      guard.allow()
    },
    isUntouched: () => fields.every((field) => isUntouched(field, form.getValues(field.name))),
    /** Back to what the fields came with. */
    discard: () => {
      setProblem(null)
      setNote('')
      setLeftOut([])
      startFrom(fields)
      draft.forget()
    },
    /** Tells what is wrong with one field. */
    blame: (name: string, message: string) => {
      form.setError(name, { type: 'custom', message })
      point([name])
    },
    /** Tells a refused save: at the fields it is about, and the rest as a whole. */
    tell: (told: Problem) => {
      const { named, rest } = showServerProblem(form.setError, told, fields)
      flushSync(() => setProblem(rest))
      if (named.length > 0) point(named)
      else alert.current?.focus()
    },
    /** Does something with what was changed, if all of it is valid. */
    checked: (act: (changes: Properties) => Promise<void>) =>
      form.handleSubmit(
        async (values) => {
          setProblem(null)
          setNote('')
          // Rendered at once: what is typed next must not be taken for a part of this.
          await flushSync(() => act(changesOf(fields, values)))
        },
        (invalid: FieldErrors<FormValues>) => {
          setNote('')
          point(fields.map(({ name }) => name).filter((name) => invalid[name]))
        },
      ),
  }
}

const textsOf = (fields: readonly EntityField[]): FormValues =>
  Object.fromEntries(fields.map(({ name, text }) => [name, text]))
