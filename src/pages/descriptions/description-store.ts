import type { Written } from '~/api/call.ts'
import { readDescription } from '~/api/descriptions.ts'
import type { Entity } from '~/api/entity.ts'
import type { Properties } from '~/form/entity-changes.ts'
import type { EntityStore } from '~/form/entity-save.ts'
import { withoutIdentifier } from '~/form/identifier-field.ts'
import { config } from '~/lib/current-config.ts'
import { Problem } from '~/lib/problem.ts'
import { may } from '~/session/may.ts'
import { isNoDescription, noDescription, withIdentifier } from './description-fields.ts'

interface DescriptionStoreOptions {
  readonly jobId: string
  /** As the form shows it; null: it is to be created. */
  readonly description: Entity | null
  /** There was none when the form was opened: its identifier is typed, too. */
  readonly isNew?: boolean
  /** Saves it; `now` is null for a new one, `identifier` where it is not to change. */
  readonly save: (
    now: Entity | null,
    save: { readonly changes: Properties; readonly identifier: string | null },
  ) => Promise<Written>
  /** Is told what was read: null where the job has none. */
  readonly onRead?: (now: Entity | null) => void
}

/** How the form of a description reads and writes it. */
export const descriptionStore = ({ jobId, description, isNew, save, onRead }: DescriptionStoreOptions) =>
  ({
    noun: 'description',
    read: async () => {
      const now = await readDescription(jobId, config().contentHub.cultures)
      if (!now && description)
        throw new Problem(
          'The description is gone.',
          'Somebody has deleted it meanwhile.',
          'Copy what you typed, then reload this page to create a description anew.',
        )
      onRead?.(now)
      return now && isNew ? withIdentifier(now) : (now ?? noDescription)
    },
    write: async (typed, now) => {
      if (!isNoDescription(now)) return save(now, withoutIdentifier(typed))
      const written = await save(null, withoutIdentifier(typed))
      return may('delete') ? written : { ...written, entry: null }
    },
    listsEmptied: true,
  }) satisfies EntityStore
