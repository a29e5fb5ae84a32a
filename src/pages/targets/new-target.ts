import type { Entity } from '~/api/entity.ts'
import { isOpaque, writtenValue, writtenValueOf } from '~/api/exact-value.ts'
import type { NewTarget } from '~/api/new-targets.ts'
import { optionChoices } from '~/api/option-lists.ts'
import { progressProperties } from '~/api/progress-properties.ts'
import { isLinkOnly, isPartial, relationEnds, relationSides } from '~/api/relations.ts'
import { completed, type Properties } from '~/form/entity-changes.ts'
import type { EntityField } from '~/form/entity-fields.ts'
import { identifierField } from '~/form/identifier-field.ts'
import { config } from '~/lib/current-config.ts'
import { isRecord, type JsonText } from '~/lib/json.ts'
import { targetFields } from './target-fields.ts'

type Members = Readonly<Record<string, unknown>>

/** What a new target starts from. */
export interface TargetSeed {
  readonly properties: Members
  /** What bears the properties as they were spelled. */
  readonly readFrom?: JsonText
  /** As they are written, by name. */
  readonly relations: Members
  /** Relations of the original that the answer does not tell whole, so that they cannot be copied. */
  readonly leftRelations: readonly string[]
}

// They are in the form of a target only where it has them.
export const emptySeed: TargetSeed = {
  properties: { 'Target.Type': null, 'Target.Priority': null },
  relations: {},
  leftRelations: [],
}

/** Everything of a target but how far it has come. */
export function seedOfCopy(source: Entity, jobId: string): TargetSeed {
  const seed = seedOf(source, jobId)
  const begun = Object.fromEntries(
    progressProperties()
      .filter((name) => Object.hasOwn(seed.properties, name))
      .map((name) => [name, null]),
  )
  return { ...seed, properties: { ...seed.properties, ...begun } }
}

/** Everything of a target that another one can have too. */
export function seedOf(source: Entity, jobId: string): TargetSeed {
  const relations = Object.entries(source.relations ?? {}).filter(([, relation]) => {
    const ends = relationEnds(relation).map(({ side, id }) => `${side} ${id}`)
    // The new target's place in the job is the address that it is sent to.
    return isLinkOnly(relation) || (ends.length > 0 && ends.join() !== `parent ${jobId}`)
  })
  const written = relations.map(([name, relation]) => [name, writtenRelation(relation)] as const)
  return {
    properties: source.properties ?? {},
    ...(source.readFrom && { readFrom: source.readFrom }),
    relations: Object.fromEntries(written.filter(([, relation]) => relation !== null)),
    leftRelations: written.filter(([, relation]) => relation === null).map(([name]) => name),
  }
}

/** A relation as another entity can have it too; null where only a part of it, or only a link, is known. */
function writtenRelation(relation: unknown): Members | null {
  if (!isRecord(relation) || isLinkOnly(relation) || isPartial(relation)) return null
  const members = [...relationSides, 'inherits_security'].filter((name) => relation[name] != null)
  return Object.fromEntries(members.map((name) => [name, relation[name]]))
}

const beginnings = new Set(['Created', 'Pending'])

/**
 * The fields of a form for a target that does not exist yet, its identifier first; `sentAs`: the identifier that was
 * sent and must stay as it is.
 */
export function newTargetFields(
  seed: TargetSeed,
  cultures: readonly string[],
  sentAs: string | null,
): EntityField[] {
  const { targetState, targetCondition } = config().contentHub.properties
  const fields = targetFields(seed, cultures).map((field) => {
    if (field.property === targetState) return beginning(field, optionChoices('state'))
    return field.property === targetCondition ? beginning(field, optionChoices('condition')) : field
  })
  return [identifierField(sentAs), ...fields]
}

/** Nothing starts as completed; where the settings know none of our words, any of theirs can be chosen. */
function beginning(field: EntityField, list: readonly string[]): EntityField {
  const usual = list.filter((identifier) => beginnings.has(identifier))
  const words = new Set([field.text, ...(usual.length > 0 ? usual : list)].filter(Boolean))
  const labels = new Map(field.choices?.map(({ value, label }) => [value, label]))
  return {
    ...field,
    choices: [
      { value: '', label: 'Not set' },
      ...[...words].map((value) => ({ value, label: labels.get(value) ?? value })),
    ],
  }
}

/** What is sent: the seed, each value as it was spelled, with what was typed; nothing is left out but what is empty. */
export function newTargetBody(
  seed: TargetSeed,
  changes: Properties,
  relations: Members,
): Pick<NewTarget, 'properties' | 'relations'> {
  const typed = completed(changes, seed)
  const left = Object.fromEntries(
    Object.keys(seed.properties).map((name) => [name, writtenValueOf(seed, name)]),
  )
  const kept = Object.entries({ ...left, ...typed }).filter(
    ([name, value]) => value !== null && !(Object.hasOwn(typed, name) && value === ''),
  )
  const written = kept.map(([name, value]) => [name, isOpaque(name) ? value : writtenValue(value)])
  return {
    properties: Object.fromEntries(written),
    ...(Object.keys(relations).length > 0 && { relations }),
  }
}
