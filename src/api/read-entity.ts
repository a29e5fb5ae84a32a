import { JsonText } from '~/lib/json.ts'
import { type CallOptions, getWithText } from './call.ts'
import { type Entity, entity } from './entity.ts'

/** Reads one entity and keeps the text of the answer with it. Throws Problem. */
export async function readEntity(path: string, options: CallOptions): Promise<Entity> {
  const { value, text } = await getWithText(path, entity, options)
  return { ...value, readFrom: new JsonText(text) }
}
