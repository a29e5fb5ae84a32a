import { isRecord } from '~/lib/json.ts'
import { useSession } from '~/session/session.ts'
import type { Entity } from './entity.ts'
import { forgetRefusal, refusalOf, useRefusals } from './refusals.ts'
import { type WriteAction, type Writer, writerFor } from './writer.ts'

/** Why the server does not let a person do something. */
interface Refusal {
  readonly reason: string
  /** Offers it again; absent where the server would only say the same. */
  readonly tryAgain?: () => void
}

/** The way to do something; or why not: null where the settings do not give it to the person at all. */
export type Right<Doing extends WriteAction = WriteAction> =
  | { readonly writer: Writer<Doing>; readonly refusal: null }
  | { readonly writer: null; readonly refusal: Refusal | null }

/** Whether a person may do something at a place (`placeOf`), by the settings, the entity's own word, and earlier refusals. */
export function rightTo<Doing extends WriteAction>(
  action: Doing,
  place: string,
  entity?: Entity | null,
): Right<Doing> {
  const refused = refusalOf(action, place)
  const writer = writerFor(action)
  if (!writer) return { writer, refusal: null }
  const denied = entity ? deniedBy(entity, action) : undefined
  if (denied !== undefined)
    return { writer: null, refusal: { reason: `The server says that you lack the permission “${denied}”.` } }
  if (refused === undefined) return { writer, refusal: null }
  return { writer: null, refusal: { reason: refused, tryAgain: () => forgetRefusal(action, place) } }
}

/** The same for a page, which follows a change of the roles and what the server refuses. */
export function useRight<Doing extends WriteAction>(
  ...asked: Parameters<typeof rightTo<Doing>>
): Right<Doing> {
  useSession()
  useRefusals()
  return rightTo(...asked)
}

/** Names of permissions vary; one that is not known here decides nothing. */
const permissions: Record<WriteAction, string> = {
  edit: 'update',
  retry: 'update',
  delete: 'delete',
  bulk: 'create',
}

/** The permission that the entity says the person does not hold, by its own name. */
export function deniedBy({ requested_permissions: held }: Entity, action: WriteAction): string | undefined {
  const members = isRecord(held) ? Object.entries(held) : []
  return members.find(([name, has]) => has === false && name.toLowerCase() === permissions[action])?.[0]
}
