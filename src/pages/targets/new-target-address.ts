import { isEntityId } from '~/lib/entity-id.ts'

const parameter = 'from'
const last = 'last'

/** What the form of a new target starts from: nothing, what was created last in the job, or a copy. */
export type NewTargetOrigin =
  | { readonly kind: 'nothing' | 'template'; readonly correction?: string }
  | { readonly kind: 'copy'; readonly targetId: string; readonly correction?: string }

/** Reads the address `…/targets/new?from=`; a mistyped value is nothing, and `correction` says so. */
export function readOrigin(search: URLSearchParams): NewTargetOrigin {
  const from = search.get(parameter)
  if (from === null || from === '') return { kind: 'nothing' }
  if (from === last) return { kind: 'template' }
  if (isEntityId(from)) return { kind: 'copy', targetId: from }
  const correction = `“from=${from.slice(0, 40)}” is no id of a target; the form starts from nothing.`
  return { kind: 'nothing', correction }
}

/** The address of the form for a new target of the list with this address. */
export const newTargetAddress = (jobId: string, search: string, from?: 'last' | (string & {})) => {
  const next = new URLSearchParams(listSearch(search))
  if (from !== undefined) next.set(parameter, from)
  return { pathname: `/jobs/${jobId}/targets/new`, search: next.toString() }
}

/** The search of the list's address, without what only the form of a new target reads. */
export function listSearch(search: string): string {
  const next = new URLSearchParams(search)
  if (!next.has(parameter)) return search
  next.delete(parameter)
  const text = next.toString()
  return text && `?${text}`
}
