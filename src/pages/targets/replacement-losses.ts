import { type Entity, valueOf } from '~/api/entity.ts'
import { relationAsCame } from '~/api/exact-value.ts'
import { isLinkOnly, isPartial } from '~/api/relations.ts'
import { isPerCulture } from '~/form/entity-fields.ts'

/** What may become null when a target is replaced, because what was read does not tell it whole: in sentences. */
export function replacementLosses(now: Entity, cultures: readonly string[]): string[] {
  const relations = Object.keys(now.relations ?? {})
  const links = relations.filter((name) => isLinkOnly(relationAsCame(now, name)))
  const parts = relations.filter(
    (name) => isPartial(relationAsCame(now, name)) && !now.readRelations?.has(name),
  )
  const texts = Object.keys(now.properties ?? {}).filter((name) => isPerCulture(valueOf(now, name), cultures))
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
