import * as z from 'zod/mini'
import { config } from '~/lib/current-config.ts'
import { isRecord, JsonText } from '~/lib/json.ts'
import { Problem } from '~/lib/problem.ts'
import { getWithText } from './call.ts'
import type { Entity } from './entity.ts'
import { relationAsCame } from './exact-value.ts'
import { isLinkOnly, isToldWhole } from './relations.ts'

const anyObject = z.looseObject({})
const what = 'The relation could not be read.'

/**
 * Where a relation of which the answer bears only a link or a part can be read whole: a path of this console's own Content
 * Hub. Null where the link leads elsewhere, or is none of a relation.
 */
export function relationPath(relation: unknown): string | null {
  const value = relation instanceof JsonText ? relation.value : relation
  if (!isRecord(value)) return null
  const link = isLinkOnly(value) ? value : value['self']
  if (!isRecord(link) || typeof link['href'] !== 'string' || link['templated'] === true) return null
  const { url, portalUrl } = config().contentHub
  const own = new URL(url || location.origin)
  const address = URL.parse(link['href'], own)
  // Through a gateway the server still names itself by the address of its portal.
  const isOwn = address && [own.origin, URL.parse(portalUrl ?? '')?.origin].includes(address.origin)
  const isRelation = address && /^\/api\/entities\/\d+\/relations\/[^/]+$/.test(address.pathname)
  return isOwn && isRelation && !address.search ? address.pathname : null
}

/** Reads a relation by its path as it is at this moment. Throws Problem. */
async function readRelation(path: string): Promise<JsonText> {
  const { value, text } = await getWithText(path, anyObject, { what })
  if (isToldWhole(value)) return new JsonText(text)
  throw new Problem(
    what,
    'The server does not tell the whole of it by its own link either.',
    'Change it in Content Hub.',
  )
}

/** The entity with these relations read by their links, wherever its answer does not tell them whole. Throws Problem. */
export async function withRelations(of: Entity, names: Iterable<string>): Promise<Entity> {
  const readRelations = new Map<string, JsonText>()
  for (const name of names) {
    const came = relationAsCame(of, name)
    const path = isToldWhole(came) ? null : relationPath(came)
    if (path) readRelations.set(name, await readRelation(path))
  }
  return { ...of, readRelations }
}
