/** A JSON Schema, or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>

const wordsOf: Readonly<Record<string, readonly string[]>> = {
  object: [
    'properties',
    'required',
    'additionalProperties',
    'patternProperties',
    'propertyNames',
    'minProperties',
    'maxProperties',
  ],
  array: ['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems', 'contains'],
  string: ['minLength', 'maxLength', 'pattern', 'format'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
}
const single = new Set([
  'items',
  'additionalProperties',
  'additionalItems',
  'contains',
  'propertyNames',
  'not',
])
const lists = new Set(['anyOf', 'oneOf', 'allOf', 'prefixItems'])
const maps = new Set(['properties', 'patternProperties', '$defs', 'definitions'])

/**
 * The schema with what zod needs in order to check all of it: zod passes over words such as `required` without their `type`,
 * over required members without a schema, and over the length of lists whose items have none.
 */
export function wholeSchema(schema: JsonSchema): JsonSchema {
  const whole = Object.fromEntries(Object.entries(schema).map(([word, value]) => [word, partOf(word, value)]))
  const type = schema['type'] ?? typeMeant(schema)
  const isOf = (name: string) => type === name || (Array.isArray(type) && type.includes(name))
  const required = Array.isArray(schema['required']) ? schema['required'].map(String) : []
  return {
    ...whole,
    ...(type !== undefined && { type }),
    ...(isOf('object') &&
      required.length > 0 && {
        properties: {
          ...Object.fromEntries(required.map((name) => [name, {}])),
          ...(isSchema(whole['properties']) && whole['properties']),
        },
      }),
    ...(isOf('array') && whole['items'] === undefined && whole['prefixItems'] === undefined && { items: {} }),
  }
}

function partOf(word: string, value: unknown): unknown {
  if (single.has(word)) return isSchema(value) ? wholeSchema(value) : value
  if (lists.has(word) && Array.isArray(value))
    return value.map((one: unknown) => (isSchema(one) ? wholeSchema(one) : one))
  if (!maps.has(word) || !isSchema(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, isSchema(one) ? wholeSchema(one) : one]),
  )
}

/** The type whose words a schema without one uses. */
const typeMeant = (schema: JsonSchema): string | undefined =>
  Object.keys(wordsOf).find((type) => wordsOf[type]?.some((word) => schema[word] !== undefined))

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
