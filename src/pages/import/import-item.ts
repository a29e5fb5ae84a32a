import * as z from 'zod/mini'
import type { OperationPart } from '~/api/operation.ts'
import { textsIn } from '~/api/exact-value.ts'
import type { NewTarget } from '~/api/new-targets.ts'
import { JsonText } from '~/lib/json.ts'

const text = z.string()
const source = z.union([text, z.array(text)])

/** A row of the file as the operation keeps it. What could not be sent has no body. */
const importItem = z.object({
  line: z.int(),
  source,
  identifier: z.nullable(text),
  generated: z.boolean(),
  text: z.nullable(text),
})
export type ImportItem = z.infer<typeof importItem>

/** What is needed to write the rows again as they came. */
const importPlan = z.object({
  format: z.union([
    z.object({ kind: z.literal('csv'), delimiter: text }),
    z.object({ kind: z.enum(['json', 'ndjson']) }),
  ]),
  header: z.array(text),
  /** The column that is imported as the identifier. */
  identifierColumn: z.nullable(text),
})
export type ImportPlan = z.infer<typeof importPlan>

export const planOf = (plan: unknown): ImportPlan => importPlan.parse(plan)

export const itemsOf = ({ items }: OperationPart): ImportItem[] => items.map((item) => importItem.parse(item))

/** The body of a row's creation; its values stay as they are spelled. */
export function bodyOf({ identifier, text }: ImportItem): NewTarget & { readonly identifier: string } {
  if (identifier === null || text === null) throw new Error('This row cannot be sent.')
  return {
    identifier,
    properties: Object.fromEntries(textsIn({ readFrom: new JsonText(text) }, 'properties')),
  }
}
