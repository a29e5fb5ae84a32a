import { useMutation } from '@tanstack/react-query'
import { config } from '~/lib/current-config.ts'
import { noteOf, type TakenBack } from './call.ts'
import { asRead, type Entity } from './entity.ts'
import { path } from './path.ts'
import { useReadAgain } from './read-again.ts'
import { changesBody, wholeBody } from './whole-body.ts'
import type { Writer } from './writer.ts'

type Changes = Readonly<Record<string, unknown>>

/**
 * The body that saves a description: everything as it was read, byte by byte, but for what changes. Complete also for
 * PATCH, because what is left out may become null (the reference says so of both). `now` is null for a new one, and
 * `identifier` where it is not to change.
 */
export function descriptionBody(
  now: Entity | null,
  changes: Changes,
  identifier: string | null = null,
): Record<string, unknown> {
  const members = now ? wholeBody(now, changes, () => true) : changesBody(changes)
  const named = Object.entries(members).map(([name, value]) => [
    name === 'entitydefinition' ? 'entity_definition' : name,
    value,
  ])
  return { ...Object.fromEntries(named), ...(identifier !== null && { identifier }) }
}

/**
 * Saves the description of a job; `now` is as it was read just before, null where the job has none: then it is created.
 * PATCH only where the settings say so.
 */
export const saveDescription = (
  writer: Writer<'edit'>,
  jobId: string,
  now: Entity | null,
  changes: Changes,
  undo?: TakenBack,
  identifier: string | null = null,
) =>
  writer.send(
    now && config().contentHub.descriptionPatch ? 'PATCH' : 'PUT',
    path`/api/jobs/${jobId}/description`,
    descriptionBody(now, changes, identifier),
    {
      what: 'The description could not be saved.',
      note: noteOf(
        `${now ? 'Edited' : 'Created'} the description of job ${jobId}`,
        now?.readFrom ?? null,
        undo,
      ),
    },
  )

interface DescriptionSave {
  /** As it was read just before; null where the job has none. */
  readonly now: Entity | null
  readonly changes: Changes
  /** Null where it is not to change. */
  readonly identifier?: string | null
  /** The write that this one takes back. */
  readonly undo?: TakenBack
}

/** Saves the description of a job and reads again whatever shows it. */
export function useSaveDescription(writer: Writer<'edit'>, jobId: string) {
  return useMutation({
    mutationFn: ({ now, changes, undo, identifier }: DescriptionSave) =>
      saveDescription(writer, jobId, now, changes, undo, identifier),
    onSettled: useReadAgain(jobId),
  })
}

/** Deletes the description of a job; `now` is as it was read just before. Throws Problem. */
export const deleteDescription = (writer: Writer<'delete'>, jobId: string, now: Entity, undo?: TakenBack) =>
  writer.send('DELETE', path`/api/jobs/${jobId}/description`, undefined, {
    what: 'The description could not be deleted.',
    note: noteOf(`Deleted description ${now.id} of job ${jobId}`, asRead(now), undo),
  })

/** Deletes the description of a job and reads again whatever shows it. */
export function useDeleteDescription(jobId: string) {
  return useMutation({
    mutationFn: ({ writer, now }: { writer: Writer<'delete'>; now: Entity }) =>
      deleteDescription(writer, jobId, now),
    onSettled: useReadAgain(jobId),
  })
}
