import type { Entity } from '~/api/entity.ts'
import { relationAsCame, relationIn, relationKey } from '~/api/exact-value.ts'
import { relationPath } from '~/api/read-relation.ts'
import {
  endsToldOf,
  entityAddress,
  isLinkOnly,
  isPartial,
  isToldWhole,
  relationEnds,
  relationSlots,
} from '~/api/relations.ts'
import { isEntityId } from '~/lib/entity-id.ts'
import type { EntityField } from './entity-fields.ts'
import { textOfEnds } from './relation-text.ts'

/** Every relation of an entity as a field of a form, but for the one that says which job it belongs to. */
export const relationFields = (of: Entity, jobId: string): Omit<EntityField, 'name'>[] =>
  Object.keys(of.relations ?? {}).flatMap((name) => {
    // Not as it was read since: the fields of an open form stay the same ones.
    const came = relationAsCame(of, name)
    if (came === null || isPlaceIn(jobId, came)) return []
    const relation = relationIn(of, name)
    const why = whyFixed(relation, jobId)
    return {
      property: relationKey(name),
      kind: 'relation',
      known: true,
      value: relation,
      text: textOfEnds({ ends: relationEnds(relation), typed: '' }),
      relation: {
        label: name,
        address: entityAddress(of, relation),
        slots: relationSlots(relation),
        ...(why !== undefined && { whyFixed: why }),
        ...(!isToldWhole(relation) && { canBeRead: relationPath(relation) !== null }),
      },
    }
  })

const isPlaceIn = (jobId: string, relation: unknown): boolean =>
  textOfEnds({ ends: relationEnds(relation), typed: '' }) === `parent ${jobId}`

/** Why the ends of a relation cannot be changed one by one; undefined where they can. */
function whyFixed(relation: unknown, jobId: string): string | undefined {
  if (isLinkOnly(relation)) return 'The server told only a link to it.'
  if (isPlaceIn(jobId, relation)) return 'It says which job this belongs to.'
  if (isPartial(relation)) return `The server told only a part of it: ${endsToldOf(relation)}.`
  const ends = relationEnds(relation)
  if (!ends.every(({ id }) => isEntityId(id))) return 'It has ends without an id.'
  if (new Set(ends.map(({ side, id }) => `${side} ${id}`)).size < ends.length)
    return 'It names the same end twice.'
  return relationSlots(relation).length === 0
    ? 'The server does not tell on which side ends can be added.'
    : undefined
}
