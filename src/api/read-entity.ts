import { isRecord, JsonText } from '~/lib/json.ts'
import { type CallOptions, getWithText } from './call.ts'
import { type Entity, entity } from './entity.ts'

/** Reads one entity and keeps the text of the answer with it. Throws Problem. */
export async function readEntity(path: string, options: CallOptions): Promise<Entity> {
  const { value, text } = await getWithText(path, entity, options)
  return { ...value, readFrom: new JsonText(text) }
}

/** For the query of such an entity: the same answer once more is the same object, so that nothing takes it for a change. */
export const shareSameText = (before: unknown, now: unknown): unknown => {
  const text = textOf(now)
  return text !== undefined && text === textOf(before) ? before : now
}

const textOf = (held: unknown): string | undefined =>
  isRecord(held) && held['readFrom'] instanceof JsonText ? held['readFrom'].text : undefined
