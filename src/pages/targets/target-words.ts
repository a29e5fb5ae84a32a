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

/** A known property of a target as text in the first culture that has one, or null. */
export const knownText = (target: Entity, property: KnownProperty): string | null =>
  textOf(valueOf(target, config().contentHub.properties[property]), target.cultures ?? [])

export const stateOf = (target: Entity): Option | null =>
  optionOf(valueOf(target, config().contentHub.properties.targetState), target.cultures ?? [])

export const conditionOf = (target: Entity): Option | null =>
  optionOf(valueOf(target, config().contentHub.properties.targetCondition), target.cultures ?? [])

/** Current sources say "Failure", one of 2018 says "Failed". */
const failures = new Set(['Failure', 'Failed'])
export const isFailed = (target: Entity): boolean => failures.has(conditionOf(target)?.identifier ?? '')

/** True while a worker has it or will take it. */
export const isUnderWay = (target: Entity): boolean => {
  const state = stateOf(target)?.identifier ?? ''
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
