import type { Entity } from '~/api/entity.ts'
import { exactValueOf, relationName } from '~/api/exact-value.ts'
import { completed } from './entity-changes.ts'
import { shownEnds } from './relation-text.ts'
import type { ReviewedChange } from './review-changes.tsx'
import { shownValue } from './shown-value.ts'
import type { Review } from './entity-save.ts'

/** What is to be saved, property by property, as texts to compare by eye; `opened` is what the person started from. */
export const reviewOf = (review: Review, opened: Entity, cultures: readonly string[]): ReviewedChange[] =>
  Object.entries(completed(review.changes, review.now)).map(([property, value]) => {
    const shown = (value: unknown) =>
      relationName(property) === undefined ? shownValue(value, cultures) : shownEnds(value)
    return {
      property,
      base: shown(exactValueOf(opened, property)),
      was: shown(exactValueOf(review.now, property)),
      willBe: shown(value),
      collides: review.collisions.includes(property),
    }
  })
