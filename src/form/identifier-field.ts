import type { Properties } from './entity-changes.ts'
import type { EntityField } from './entity-fields.ts'

/** What the identifier of a new entity is called among its properties, which it is none of. */
export const identifierProperty = 'Identifier'
export const identifierFieldName = 'identifier'

/** The field for the identifier of a new entity; `sentAs`: it was sent, and must stay as it is. */
export const identifierField = (sentAs: string | null = null): EntityField => ({
  name: identifierFieldName,
  property: identifierProperty,
  kind: 'identifier',
  known: true,
  text: sentAs ?? '',
  value: sentAs,
  locked: sentAs !== null,
})

/** The identifier that a person typed, or null, and the other changes. */
export function withoutIdentifier({ [identifierProperty]: typed, ...changes }: Properties): {
  identifier: string | null
  changes: Properties
} {
  return { identifier: typeof typed === 'string' && typed ? typed : null, changes }
}
