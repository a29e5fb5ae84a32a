import type { Entity } from '~/api/entity.ts'
import { exactValueOf } from '~/api/exact-value.ts'
import { completed } from './entity-changes.ts'
import type { ReviewedChange } from './review-changes.tsx'
import { shownValue } from './shown-value.ts'
import type { Review } from './entity-save.ts'

/** What is to be saved, property by property, as texts to compare by eye; `opened` is what the person started from. */
export const reviewOf = (review: Review, opened: Entity, cultures: readonly string[]): ReviewedChange[] =>
  Object.entries(completed(review.changes, review.now)).map(([property, value]) => ({
    property,
    base: shownValue(exactValueOf(opened, property), cultures),
    was: shownValue(exactValueOf(review.now, property), cultures),
    willBe: shownValue(value, cultures),
    collides: review.collisions.includes(property),
  }))
