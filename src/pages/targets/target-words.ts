import { type Entity, type Option, optionOf, textOf, valueOf } from '~/api/entity.ts'
import { config } from '~/lib/current-config.ts'
import type { Tone } from '~/ui/badge.tsx'

/** What people call the properties of a target; which property it is, the settings say. */
export type KnownProperty =
  | 'targetState'
  | 'targetCondition'
  | 'targetLocation'
  | 'targetMessage'
  | 'targetStartedOn'
  | 'targetCompletedOn'
  | 'targetRetryCount'

// The answer need not say in which cultures it is, and its order need not be the asked one: who asked tells.
type Cultures = readonly string[]

/** A known property of a target as text in the first of the cultures that has one, else in any; or null. */
export const knownText = (target: Entity, property: KnownProperty, cultures: Cultures): string | null =>
  textOf(valueOf(target, config().contentHub.properties[property]), cultures)

export const stateOf = (target: Entity, cultures: Cultures): Option | null =>
  optionOf(valueOf(target, config().contentHub.properties.targetState), cultures)

export const conditionOf = (target: Entity, cultures: Cultures): Option | null =>
  optionOf(valueOf(target, config().contentHub.properties.targetCondition), cultures)

/** Current sources say "Failure", one of 2018 says "Failed". */
const failures = new Set(['Failure', 'Failed'])
export const isFailed = (target: Entity): boolean => failures.has(conditionOf(target, [])?.identifier ?? '')

/** True while a worker has it or will take it. */
export const isUnderWay = (target: Entity): boolean => {
  const state = stateOf(target, [])?.identifier ?? ''
  return state.endsWith('Pending') || state.endsWith('InProgress') || state.endsWith('Waiting')
}

const tones: Record<string, Tone> = {
  Created: 'neutral',
  Pending: 'neutral',
  InProgress: 'info',
  Completed: 'neutral',
  Cancelled: 'warn',
  Success: 'good',
  Failure: 'bad',
  Failed: 'bad',
}

/** The tone of a state or condition; what is not known is neutral. */
export const toneOf = (option: Option): Tone => tones[option.identifier] ?? 'neutral'
