import type { Entity } from '~/api/entity.ts'
import { entityFields, type EntityField, type ExpectedProperty } from '~/form/entity-fields.ts'
import { identifierField, identifierProperty } from '~/form/identifier-field.ts'
import { relationFields } from '~/form/relation-fields.ts'
import { config } from '~/lib/current-config.ts'

/** What stands for the description that a job does not have yet. */
export const noDescription: Entity = { id: '', properties: {} }

export const isNoDescription = ({ readFrom }: Entity): boolean => readFrom === undefined

/** A description that came to be while a new one was typed, with its identifier in the place of the typed one. */
export const withIdentifier = (now: Entity): Entity => ({
  ...now,
  properties: { ...now.properties, [identifierProperty]: now.identifier ?? null },
})

/**
 * Every property and relation of a description of a job as the fields of a form: its configuration first. A new one needs
 * it, and may have an identifier.
 */
export function descriptionFields(
  description: Entity,
  cultures: readonly string[],
  jobId: string,
): EntityField[] {
  const isNew = isNoDescription(description)
  const { [identifierProperty]: _, ...properties } = description.properties ?? {}
  const has = (property: string) => Object.hasOwn(properties, property)
  // In no use so far, and JSON (the vendor's page on mass edit operations).
  const data: ExpectedProperty = { property: 'Job.Data', kind: 'json' }
  const configuration: ExpectedProperty = {
    property: config().contentHub.properties.configuration,
    kind: 'json',
    required: isNew,
  }
  const expected = [configuration, ...(has(data.property) ? [data] : [])]
  const relations = relationFields(description, jobId)
  const fields = entityFields({ ...description, properties }, cultures, expected, relations)
  return isNew ? [identifierField(), ...fields] : fields
}
