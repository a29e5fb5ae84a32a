import type { Dispatch, SetStateAction } from 'react'
import type { Entity } from '~/api/entity.ts'
import { withRelations } from '~/api/read-relation.ts'
import { relationEnds } from '~/api/relations.ts'
import type { EntityField } from './entity-fields.ts'
import { textOfEnds } from './relation-text.ts'
import type { EntityTyping } from './use-entity-form.ts'

/** Relations that a person has read by their links: they belong to what the form was opened with, and are read again with it. */
export function useReadRelations(
  opened: Entity,
  setOpened: Dispatch<SetStateAction<Entity>>,
  { form }: Pick<EntityTyping, 'form'>,
) {
  return {
    /** Reads one, and shows its ends in its field. */
    readOne: async ({ name, relation }: EntityField): Promise<void> => {
      if (!relation) return
      const { readRelations } = await withRelations(opened, [relation.label])
      const ends = relationEnds(readRelations?.get(relation.label))
      setOpened((now) => ({
        ...now,
        readRelations: new Map([...(now.readRelations ?? []), ...(readRelations ?? [])]),
      }))
      form.resetField(name, { defaultValue: textOfEnds({ ends, typed: '' }) })
    },
    /** An entity that was read again, with the same relations. */
    readAgain: async (reading: Promise<Entity>): Promise<Entity> => {
      const names = [...(opened.readRelations?.keys() ?? [])]
      return names.length > 0 ? withRelations(await reading, names) : reading
    },
  }
}
