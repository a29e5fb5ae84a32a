import * as z from 'zod/mini'
import { isEntityId } from '~/lib/entity-id.ts'
import { ExactNumber, isRecord, type JsonText } from '~/lib/json.ts'

/** An id as answers bear it (a JSON number of 64 bits) becomes the string that the app uses. */
export const entityId = z.pipe(
  z.pipe(
    // Not `z.int()`: half of the ids above 2^53 are numbers that JavaScript spells right, and it refuses them.
    z.union([z.string(), z.number(), z.instanceof(ExactNumber)]),
    z.transform((value) => String(value)),
  ),
  z.string().check(z.refine(isEntityId, 'expected an id')),
)

const link = z.nullish(z.looseObject({ href: z.nullish(z.string()), title: z.nullish(z.string()) }))

/** Any entity of Content Hub: job, target or description. Members that are not known are kept and sent back as they came. */
export const entity = z.looseObject({
  id: entityId,
  identifier: z.nullish(z.string()),
  cultures: z.nullish(z.array(z.string())),
  properties: z.nullish(z.record(z.string(), z.unknown())),
  relations: z.nullish(z.record(z.string(), z.unknown())),
  created_by: link,
  // Times stay text: seven decimals do not survive a Date.
  created_on: z.nullish(z.string()),
  modified_by: link,
  modified_on: z.nullish(z.string()),
  locked_by: link,
  locked_on: z.nullish(z.string()),
  version: z.nullish(z.union([z.number(), z.instanceof(ExactNumber)])),
})
export type Entity = z.infer<typeof entity> & {
  /** The answer it was read from, where it was kept: what nobody changed can be sent back byte by byte. */
  readonly readFrom?: JsonText
  /** Relations of which the answer bears a link or a part, as they were read by their link. */
  readonly readRelations?: ReadonlyMap<string, JsonText>
  /** Tells apart what it held at two times, where the system gives no version. Not to be shown. */
  readonly revision?: string
}

/** The entity as the server gave it, for what shows or keeps it whole. */
export const asRead = (of: Entity): unknown => of.readFrom ?? of

/** A value of an option list, as answers bear it. */
export interface Option {
  readonly identifier: string
  readonly label: string
}

/** The value of a property, or null where it is absent or null. */
export const valueOf = (of: Pick<Entity, 'properties'>, property: string): unknown =>
  of.properties?.[property] ?? null

/** An option value with the label of the first of the cultures that has one; null where there is no option. */
export function optionOf(value: unknown, cultures: readonly string[]): Option | null {
  if (typeof value === 'string' && value) return { identifier: value, label: value }
  if (!isRecord(value) || typeof value['identifier'] !== 'string') return null
  const { identifier, labels } = value
  const label = isRecord(labels)
    ? cultures.map((culture) => labels[culture]).find((text) => typeof text === 'string')
    : undefined
  return { identifier, label: typeof label === 'string' && label ? label : identifier }
}

/** Text of a property that people read: text and numbers as they are, a value per culture in the first of the cultures that has one, else in any. */
export function textOf(value: unknown, cultures: readonly string[]): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean' || value instanceof ExactNumber)
    return String(value)
  if (!isRecord(value)) return null
  const texts = [...cultures.map((culture) => value[culture]), ...Object.values(value)]
  return texts.find((one) => typeof one === 'string') ?? null
}

/** Tells apart an entity as it was at two times; a text for keys alone. */
export const revisionOf = (of: Entity | undefined): string =>
  [of?.id, of?.version, of?.modified_on, of?.revision].join()

/** True where both are the same entity as it was at the same time. */
export const isSameRevision = (left: Entity | undefined, right: Entity | undefined): boolean =>
  revisionOf(left) === revisionOf(right)

/** The number in the last part of a link to an entity (`…/api/entities/6` → "6"), or null. */
export const idOfLink = (href: string | null | undefined): string | null =>
  /\/(\d+)\/?$/.exec(href ?? '')?.[1] ?? null
