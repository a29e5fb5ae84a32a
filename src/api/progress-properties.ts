import { config } from '~/lib/current-config.ts'

/** The properties that tell how far a target has come: its state, condition, times, message and retries. */
export function progressProperties(): string[] {
  const names = config().contentHub.properties
  return [
    names.targetState,
    names.targetCondition,
    names.targetStartedOn,
    names.targetCompletedOn,
    names.targetMessage,
    names.targetRetryCount,
  ]
}
