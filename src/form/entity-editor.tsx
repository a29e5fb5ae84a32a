import { zodResolver } from '@hookform/resolvers/zod'
import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { type FieldErrors, useForm } from 'react-hook-form'
import type { Entity } from '~/api/entity.ts'
import type { Problem } from '~/lib/problem.ts'
import { Alert } from '~/ui/alert.tsx'
import { announce } from '~/ui/announce.ts'
import { Button } from '~/ui/button.tsx'
import { lazyPart } from '~/ui/lazy-part.tsx'
import { useShortcuts } from '~/ui/shortcuts.ts'
import { changesOf, type FormValues, isUntouched, type Properties } from './entity-changes.ts'
import type { EntityField } from './entity-fields.ts'
import { FieldInput } from './field-input.tsx'
import { fieldsSchema } from './fields-schema.ts'
import { useLeaveGuard } from './leave-guard.tsx'
import { reviewOf } from './review-of.ts'
import { showServerProblem } from './show-server-problem.ts'
import { withUndo } from './undo-request.ts'
import { type EntityStore, useEntitySave } from './use-entity-save.ts'

const ReviewChanges = lazyPart(async () => (await import('./review-changes.tsx')).ReviewChanges, 'over')
const ConfirmDialog = lazyPart(async () => (await import('~/ui/confirm-dialog.tsx')).ConfirmDialog, 'over')

interface EntityEditorProps {
  /** The form's name: "Edit target". */
  readonly label: string
  readonly entity: Entity
  /** The inputs for an entity as it is read; the same function at every render. */
  readonly fieldsOf: (entity: Entity, cultures: readonly string[]) => readonly EntityField[]
  readonly cultures: readonly string[]
  readonly store: EntityStore
  readonly onSaved: () => void | Promise<void>
}

/** Mounted with the entity's id as its key: a background refetch must never overwrite what someone is typing. */
export function EntityEditor({
  label,
  entity,
  fieldsOf,
  cultures: asked,
  store,
  onSaved,
}: EntityEditorProps) {
  const [opened, setOpened] = useState(entity)
  const [cultures] = useState(asked)
  const fields = useMemo(() => fieldsOf(opened, cultures), [fieldsOf, opened, cultures])
  const schema = useMemo(() => fieldsSchema(fields), [fields])
  const form = useForm<FormValues>({
    resolver: zodResolver(schema),
    defaultValues: textsOf(fields),
    shouldFocusError: false,
  })
  const { errors, isDirty } = form.formState
  const guard = useLeaveGuard(isDirty)
  const [showsOthers, setShowsOthers] = useState(false)
  const [problemTitle, setProblemTitle] = useState('')
  const [note, setNote] = useState('')
  const [asksToDiscard, setAsksToDiscard] = useState(false)
  const alert = useRef<HTMLDivElement>(null)
  const known = fields.filter((field) => field.known)
  const others = fields.filter((field) => !field.known)

  const { reset } = form
  const startFrom = useCallback(
    (next: Entity) => {
      setOpened(next)
      reset(textsOf(fieldsOf(next, cultures)))
    },
    [reset, fieldsOf, cultures],
  )
  useEffect(() => {
    // Read anew before anything was typed: nothing is lost, and nothing needs to be compared later.
    const untouched = fields.every((field) => isUntouched(field, form.getValues(field.name)))
    if (untouched && entity !== opened) startFrom(entity)
    // oxlint-disable-next-line react/exhaustive-deps -- only what arrives counts, not what is undone
  }, [entity])
  /** Shows all of these fields and puts the focus into the first. */
  const point = (names: readonly string[]) => {
    if (others.some(({ name }) => names.includes(name))) flushSync(() => setShowsOthers(true))
    if (names[0] !== undefined) form.setFocus(names[0])
  }
  const onProblem = (problem: Problem, held: Entity | null) => {
    if (held) startFrom(held)
    flushSync(() => setProblemTitle(problem.what))
    const names = showServerProblem(form.setError, problem, fields)
    if (names.length > 0) point(names)
    else alert.current?.focus()
  }
  const saving = useEntitySave({
    ...store,
    opened,
    onProblem,
    onSaved: async (outcome, written) => {
      announce(outcome, withUndo(written))
      guard.allow()
      await onSaved()
    },
  })
  const reviewed = useMemo(
    () => (saving.review ? reviewOf(saving.review, cultures) : []),
    [saving.review, cultures],
  )
  const withChanges = (act: (changes: Properties) => Promise<void>) =>
    form.handleSubmit(
      async (values) => {
        setProblemTitle('')
        const changes = changesOf(fields, values)
        const nothing = Object.keys(changes).length === 0
        setNote(nothing ? 'Nothing has changed.' : '')
        if (!nothing) await act(changes)
      },
      (invalid: FieldErrors<FormValues>) => {
        setNote('')
        point(fields.map(({ name }) => name).filter((name) => invalid[name]))
      },
    )
  const discard = () => {
    setAsksToDiscard(false)
    setProblemTitle('')
    setNote('')
    form.reset(textsOf(fields))
  }
  const save = withChanges(saving.save)
  useShortcuts([{ keys: 'Mod+S', label: 'Save', run: () => void save() }])

  const input = (field: EntityField) => (
    <div key={field.name} className={isWide(field) ? 'sm:col-span-2' : ''}>
      <FieldInput
        field={field}
        register={form.register}
        control={form.control}
        error={errors[field.name]?.message}
      />
    </div>
  )
  return (
    <>
      <form
        aria-label={label}
        noValidate
        onSubmit={withChanges(saving.show)}
        className="grid gap-4 **:scroll-mt-8 **:scroll-mb-20"
      >
        {problemTitle && (
          <div ref={alert} tabIndex={-1} className="rounded-lg">
            <Alert title={problemTitle}>{errors.root?.['server']?.message}</Alert>
          </div>
        )}
        <div className="grid items-start gap-4 sm:grid-cols-2">{known.map(input)}</div>
        {others.length > 0 && (
          <details open={showsOthers} onToggle={(event) => setShowsOthers(event.currentTarget.open)}>
            <summary className="rounded-sm text-sm font-medium">Other properties ({others.length})</summary>
            {showsOthers && (
              <div className="grid items-start gap-4 pt-3 sm:grid-cols-2">{others.map(input)}</div>
            )}
          </details>
        )}
        <div className="sticky bottom-0 z-10 in-[.side-panel]:-bottom-4 -mx-4 -mb-4 flex flex-wrap items-center gap-2 rounded-b-lg border-t bg-surface px-4 py-3">
          <output className="min-w-0 flex-1 text-sm text-muted">{note}</output>
          <Button variant="quiet" onClick={() => (isDirty ? setAsksToDiscard(true) : discard())}>
            Discard changes
          </Button>
          <Button type="submit" busy={saving.busy}>
            Review changes
          </Button>
          <Button variant="primary" busy={saving.busy} onClick={() => void save()}>
            Save
          </Button>
        </div>
      </form>
      {guard.dialog}
      <Suspense>
        {asksToDiscard && (
          <ConfirmDialog
            open
            onOpenChange={setAsksToDiscard}
            title="Discard your changes?"
            cancelLabel="Keep editing"
            confirmLabel="Discard"
            danger
            onConfirm={discard}
          />
        )}
        {saving.review && (
          <ReviewChanges
            key={`${String(saving.review.now.version)} ${saving.review.now.modified_on}`}
            changes={reviewed}
            others={saving.review.others}
            busy={saving.busy}
            onClose={saving.closeReview}
            onSave={(theirs) => saving.review && void saving.saveReviewed(saving.review, theirs)}
          />
        )}
      </Suspense>
    </>
  )
}

const textsOf = (fields: readonly EntityField[]): FormValues =>
  Object.fromEntries(fields.map(({ name, text }) => [name, text]))

const isWide = ({ kind }: EntityField): boolean => kind === 'text' || kind === 'json'
