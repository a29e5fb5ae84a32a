import { type ReactNode, Suspense, useState } from 'react'
import type { Entity } from '~/api/entity.ts'
import { Alert } from '~/ui/alert.tsx'
import { Button } from '~/ui/button.tsx'
import { lazyPart } from '~/ui/lazy-part.tsx'
import { Note } from '~/ui/note.tsx'
import { useShortcuts } from '~/ui/shortcuts.ts'
import { DraftNote, LeftOut } from './draft-note.tsx'
import type { Properties } from './entity-changes.ts'
import type { EntityField } from './entity-fields.ts'
import { FieldInput } from './field-input.tsx'
import type { Unkept } from './use-draft.ts'
import type { EntityTyping } from './use-entity-form.ts'

const ConfirmDialog = lazyPart(async () => (await import('~/ui/confirm-dialog.tsx')).ConfirmDialog, 'over')

interface EntityFormProps {
  readonly label: string
  readonly typing: EntityTyping
  /** Work is under way with what was typed: it stays as it is until that has ended. */
  readonly busy: boolean
  readonly onReview: (changes: Properties) => Promise<void>
  readonly onSave: (changes: Properties) => Promise<void>
  readonly onDiscard?: () => void
  /** Above everything: what is worth knowing before one types. */
  readonly notes?: ReactNode
  /** The entity as it is now; null for what does not exist yet. */
  readonly now: Entity | null
  /** Below the fields. */
  readonly children?: ReactNode
}

/** The properties of an entity as a form: the known ones first, the others behind a disclosure. */
export function EntityForm({
  label,
  typing,
  busy,
  onReview,
  onSave,
  onDiscard,
  notes,
  now,
  children,
}: EntityFormProps) {
  const {
    form,
    fields,
    guard,
    isDirty,
    showsOthers,
    setShowsOthers,
    problem,
    note,
    leftOut,
    alert,
    checked,
  } = typing
  const { offered, unkept } = typing.draft
  const { errors } = form.formState
  const [asksToDiscard, setAsksToDiscard] = useState(false)
  const known = fields.filter((field) => field.known)
  const others = fields.filter((field) => !field.known)
  const save = checked(onSave)
  useShortcuts([{ keys: 'Mod+S', label: 'Save', run: () => void save() }])
  const discard = () => {
    setAsksToDiscard(false)
    typing.discard()
    onDiscard?.()
  }
  const input = (field: EntityField) => (
    <div key={field.name} className={isWide(field) ? 'sm:col-span-2' : ''}>
      <FieldInput
        field={field}
        register={form.register}
        control={form.control}
        error={errors[field.name]?.message}
        readOnly={busy}
      />
    </div>
  )
  return (
    <>
      <form
        aria-label={label}
        noValidate
        onSubmit={checked(onReview)}
        className="grid gap-4 **:scroll-mt-8 **:scroll-mb-20"
      >
        {notes}
        {offered && (
          <DraftNote
            key={offered.id}
            draft={offered}
            now={now}
            busy={busy}
            onRestore={() => void typing.restoreDraft()}
            onDiscard={() => void typing.discardDraft()}
          />
        )}
        {leftOut.length > 0 && <LeftOut texts={leftOut} />}
        {unkept && <Note tone="warn">{whyUnkept[unkept]} Save before you leave this page.</Note>}
        {problem && (
          <div ref={alert} tabIndex={-1} className="rounded-lg">
            <Alert title={problem.what}>
              {problem.why} {problem.next}
            </Alert>
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
        {children}
        <div className="sticky bottom-0 z-10 in-[.side-panel]:-bottom-4 -mx-4 -mb-4 flex flex-wrap items-center gap-2 rounded-b-lg border-t bg-surface px-4 py-3">
          <output className="min-w-0 flex-1 text-sm text-muted">{note}</output>
          <Button
            variant="quiet"
            inactive={busy}
            onClick={() => (isDirty ? setAsksToDiscard(true) : discard())}
          >
            Discard changes
          </Button>
          <Button type="submit" busy={busy}>
            Review changes
          </Button>
          <Button variant="primary" busy={busy} onClick={() => void save()}>
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
      </Suspense>
    </>
  )
}

const whyUnkept: Record<Unkept, string> = {
  tooLarge: 'What you type is too large to be kept as a draft.',
  refused: 'What you type is not kept as a draft: this browser’s storage is full or forbidden.',
}

const isWide = ({ kind }: EntityField): boolean => kind === 'text' || kind === 'json' || kind === 'relation'
