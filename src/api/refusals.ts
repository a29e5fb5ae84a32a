import { useSyncExternalStore } from 'react'
import { getSession } from '~/session/session.ts'
import type { WriteAction } from './writer.ts'
import { path } from './path.ts'

/** What a write is about, as the server's path of it. */
export const placeOf = {
  newTargets: (jobId: string) => path`/api/jobs/${jobId}/targets`,
  manyTargets: (jobId: string) => path`/api/jobs/${jobId}/targets/bulk`,
  target: (jobId: string, targetId: string) => path`/api/jobs/${jobId}/targets/${targetId}`,
  description: (jobId: string) => path`/api/jobs/${jobId}/description`,
}

let refused: ReadonlyMap<string, string> = new Map()
const listeners = new Set<() => void>()

function set(key: string, reason: string | undefined): void {
  if (refused.get(key) === reason) return
  const others = [...refused].filter(([one]) => one !== key)
  refused = new Map(reason === undefined ? others : [...others, [key, reason]])
  for (const listener of listeners) listener()
}

/** Running a target again is an update of it as any other. */
const keyOf = (action: WriteAction, place: string): string =>
  JSON.stringify([getSession().person?.sub, action === 'retry' ? 'edit' : action, place])

/** Remembers for as long as the page is open that the server refused this to this person. */
export const learnRefusal = (action: WriteAction, place: string, reason: string): void =>
  set(keyOf(action, place), reason)

/** What was refused is offered again. */
export const forgetRefusal = (action: WriteAction, place: string): void =>
  set(keyOf(action, place), undefined)

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Why the server refused this last, or undefined. */
export const refusalOf = (action: WriteAction, place: string): string | undefined =>
  refused.get(keyOf(action, place))

/** Renders again when something was refused, or is offered again. */
export const useRefusals = () => useSyncExternalStore(subscribe, () => refused)
