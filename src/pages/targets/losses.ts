import { type Entity, valueOf } from '~/api/entity.ts'
import { relationAsCame } from '~/api/exact-value.ts'
import { isLinkOnly, isPartial } from '~/api/relations.ts'
import type { Properties } from '~/form/entity-changes.ts'
import { isPerCulture } from '~/form/entity-fields.ts'

/** What may become null when a target is replaced, because what was read does not tell it whole: in sentences. */
export function replacementLosses(now: Entity, cultures: readonly string[]): string[] {
  const relations = Object.keys(now.relations ?? {})
  const links = relations.filter((name) => isLinkOnly(relationAsCame(now, name)))
  const parts = relations.filter(
    (name) => isPartial(relationAsCame(now, name)) && !now.readRelations?.has(name),
  )
  const texts = perCulture(now, cultures)
  return [
    ...(links.length > 0
      ? [
          `Sent back as the link that came, because the server told no more: ${links.join(', ')}. If it takes a link for nothing, these become empty.`,
        ]
      : []),
    ...(parts.length > 0
      ? [`Only a part was told, so the rest is lost: ${parts.join(', ')}. Read it whole first.`]
      : []),
    ...(texts.length > 0
      ? [`Read in ${cultures.join(', ')} alone, so texts in any other culture are lost: ${texts.join(', ')}.`]
      : []),
  ]
}

/** What may become null although it was not touched, when a target's changes alone are sent: in sentences. */
export function patchLosses(now: Entity, changes: Properties, cultures: readonly string[]): string[] {
  const texts = perCulture(now, cultures).filter((name) => Object.hasOwn(changes, name))
  return texts.length > 0
    ? [
        `Read in ${cultures.join(', ')} alone: whether texts in other cultures stay is not documented: ${texts.join(', ')}.`,
      ]
    : []
}

const perCulture = (now: Entity, cultures: readonly string[]): string[] =>
  Object.keys(now.properties ?? {}).filter((name) => isPerCulture(valueOf(now, name), cultures))
