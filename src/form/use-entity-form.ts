import { zodResolver } from '@hookform/resolvers/zod'
import { useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { type FieldErrors, useForm } from 'react-hook-form'
import type { Problem } from '~/lib/problem.ts'
import { changesOf, type FormValues, isUntouched, type Properties } from './entity-changes.ts'
import type { EntityField } from './entity-fields.ts'
import { fieldsSchema } from './fields-schema.ts'
import { useLeaveGuard } from './leave-guard.tsx'
import { showServerProblem } from './show-server-problem.ts'

export type EntityTyping = ReturnType<typeof useEntityForm>

/** What somebody types into the fields of an entity, and what is wrong with it. `EntityForm` shows it. */
export function useEntityForm(fields: readonly EntityField[]) {
  const schema = useMemo(() => fieldsSchema(fields), [fields])
  const form = useForm<FormValues>({
    resolver: zodResolver(schema),
    defaultValues: textsOf(fields),
    shouldFocusError: false,
  })
  const { isDirty } = form.formState
  const guard = useLeaveGuard(isDirty)
  const [showsOthers, setShowsOthers] = useState(false)
  // Not among the form's errors: starting from what the server holds would take it away.
  const [problem, setProblem] = useState<Problem | null>(null)
  const [note, setNote] = useState('')
  const alert = useRef<HTMLDivElement>(null)

  /** Shows all of these fields and puts the focus into the first. */
  const point = (names: readonly string[]) => {
    if (fields.some(({ known, name }) => !known && names.includes(name)))
      flushSync(() => setShowsOthers(true))
    if (names[0] !== undefined) form.setFocus(names[0])
  }
  const startFrom = (next: readonly EntityField[]) => form.reset(textsOf(next))
  return {
    form,
    fields,
    guard,
    isDirty,
    showsOthers,
    setShowsOthers,
    problem,
    note,
    say: setNote,
    alert,
    startFrom,
    isUntouched: () => fields.every((field) => isUntouched(field, form.getValues(field.name))),
    /** Back to what the fields came with. */
    discard: () => {
      setProblem(null)
      setNote('')
      startFrom(fields)
    },
    /** Tells what is wrong with one field. */
    blame: (name: string, message: string) => {
      form.setError(name, { type: 'custom', message })
      point([name])
    },
    /** Tells a refused save: at the fields it is about, and as a whole. */
    tell: (told: Problem) => {
      flushSync(() => setProblem(told))
      const names = showServerProblem(form.setError, told, fields)
      if (names.length > 0) point(names)
      else alert.current?.focus()
    },
    /** Does something with what was changed, if all of it is valid. */
    checked: (act: (changes: Properties) => Promise<void>) =>
      form.handleSubmit(
        async (values) => {
          setProblem(null)
          setNote('')
          await act(changesOf(fields, values))
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
