import type { Entity } from '~/api/entity.ts'
import {
  entityFields,
  type EntityField,
  type ExpectedProperty,
  type PropertyBearer,
} from '~/form/entity-fields.ts'
import { relationFields } from '~/form/relation-fields.ts'
import { config } from '~/lib/current-config.ts'

/** Every property of a target as the fields of a form: the known ones first, then the others in the server's order. */
export const targetFields = (target: PropertyBearer, cultures: readonly string[]): EntityField[] =>
  entityFields(target, cultures, expectedProperties(target))

/** The same of a target that is there, with its relations; the job's own is left out. */
export const editedTargetFields = (jobId: string) => (target: Entity, cultures: readonly string[]) =>
  entityFields(target, cultures, expectedProperties(target), relationFields(target, jobId))

function expectedProperties(target: PropertyBearer): ExpectedProperty[] {
  const names = config().contentHub.properties
  const has = (property: string) => Object.hasOwn(target.properties ?? {}, property)
  const type: ExpectedProperty = { property: 'Target.Type', kind: 'option', list: 'type' }
  const priority: ExpectedProperty = { property: 'Target.Priority', kind: 'whole' }
  return [
    { property: names.targetLocation, kind: 'line' },
    ...(has(type.property) ? [type] : []),
    { property: names.targetState, kind: 'option', list: 'state' },
    { property: names.targetCondition, kind: 'option', list: 'condition' },
    { property: names.targetMessage, kind: 'text' },
    { property: names.targetData, kind: 'json' },
    { property: names.targetRetryCount, kind: 'whole' },
    ...(has(priority.property) ? [priority] : []),
    { property: names.targetStartedOn, kind: 'time' },
    { property: names.targetCompletedOn, kind: 'time' },
  ]
}
