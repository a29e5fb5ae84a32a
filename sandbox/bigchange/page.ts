import { type Answer, ok } from '../answer.ts'

const usualSize = 20

/** One page of the items as the query asks for it. There is no total. */
export function page(items: unknown[], query: URLSearchParams): Answer {
  const pageNumber = Number(query.get('pageNumber') ?? 1)
  const pageSize = Number(query.get('pageSize') ?? usualSize)
  const shown = items.slice((pageNumber - 1) * pageSize, pageNumber * pageSize)
  return ok(JSON.stringify({ items: shown, pageNumber, pageSize, pageItemCount: shown.length }))
}
