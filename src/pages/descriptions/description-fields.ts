import type { Entity } from '~/api/entity.ts'
import { entityFields, type EntityField, type ExpectedProperty } from '~/form/entity-fields.ts'
import { config } from '~/lib/current-config.ts'

/** What stands for the description that a job does not have yet. */
export const noDescription: Entity = { id: '', properties: {} }

export const isNoDescription = ({ readFrom }: Entity): boolean => readFrom === undefined

/** Every property of a description as the fields of a form: its configuration first. A new one needs a configuration. */
export function descriptionFields(description: Entity, cultures: readonly string[]): EntityField[] {
  const has = (property: string) => Object.hasOwn(description.properties ?? {}, property)
  // In no use so far, and JSON (the vendor's page on mass edit operations).
  const data: ExpectedProperty = { property: 'Job.Data', kind: 'json' }
  const configuration: ExpectedProperty = {
    property: config().contentHub.properties.configuration,
    kind: 'json',
    required: isNoDescription(description),
  }
  return entityFields(description, cultures, [configuration, ...(has(data.property) ? [data] : [])])
}
