import * as z from 'zod/mini'
import type { OperationPart } from '~/api/operation.ts'

const text = z.string()

/** A row of a file that an import has created, as the operation that takes it back keeps it. */
const createdRow = z.object({
  line: z.int(),
  identifier: text,
  /** The body that was sent. */
  text: z.nullable(text),
  /** The target's id; null where nobody told it. */
  id: z.nullable(text),
})
export type CreatedRow = z.infer<typeof createdRow>

export const createdRowsOf = ({ items }: OperationPart): CreatedRow[] =>
  items.map((item) => createdRow.parse(item))
