import { isRecord } from '../store/record.ts'
import type { Target } from '../store/targets.ts'
import { checkedProperties } from './checked-properties.ts'
import { mapIn, propertyTexts } from './call.ts'
import { targetDefinition, targetRelations } from './definitions.ts'
import { relative } from './entity.ts'

/** What a client says of a target: JSON texts of properties, and relations as they are stored. */
export type TargetBody = { texts: Record<string, string>; relations: Record<string, unknown> }

/** Relations that say where a target belongs: they can be sent back but not changed. */
const fixedRelations = new Set(['JobToTarget', 'TargetToProcessingJob'])

/** Checks the body of a write. Other members than `properties` and `relations` do not matter. */
export function targetBody(
  body: unknown,
  origin: string,
  bodyText?: string,
): TargetBody | { problems: Record<string, string> } {
  const { texts, problems } = checkedProperties(
    targetDefinition,
    mapIn(body, 'properties'),
    propertyTexts(bodyText),
  )
  const relations: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(mapIn(body, 'relations'))) {
    if (targetRelations.includes(name)) relations[name] = relative(value, origin)
    else if (!fixedRelations.has(name)) problems[name] = 'The definition has no such relation.'
  }
  return Object.keys(problems).length > 0 ? { problems } : { texts, relations }
}

/** The target with what is given; what is left out becomes null if `replace`, else stays. */
export function changedTarget(target: Target, { texts, relations }: TargetBody, replace: boolean): Target {
  const properties = { ...(replace ? {} : target.properties), ...texts }
  const title = texts['Target.Title']
  const titleBefore = target.properties['Target.Title']
  if (!replace && title !== undefined && title !== 'null' && titleBefore !== undefined) {
    properties['Target.Title'] = JSON.stringify({ ...cultures(titleBefore), ...cultures(title) })
  }
  const column = (name: string, before: string | null) => {
    const text = texts[name]
    if (text === undefined) return replace ? null : before
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' ? value : null
  }
  return {
    ...target,
    state: column('Target.State', target.state),
    condition: column('Target.Condition', target.condition),
    type: column('Target.Type', target.type),
    location: column('Target.Location', target.location),
    properties,
    relations: {
      ...(replace ? {} : target.relations),
      // A link back is what the answer said of a relation that is not expanded: it says nothing new.
      ...Object.fromEntries(
        Object.entries(relations).map(([name, relation]) => [
          name,
          isRecord(relation) && 'href' in relation ? target.relations[name] : relation,
        ]),
      ),
    },
  }
}

function cultures(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text)
  return isRecord(value) ? value : {}
}
