import type { Entity } from '~/api/entity.ts'
import { config } from '~/lib/current-config.ts'
import { isUnderWay } from './target-words.ts'

const watchMs = 2_000
const watchForMs = 120_000
// By the clock of this computer alone: the server's may tell another time.
const firstSeenOn = new WeakMap<Entity, number>()

/** While a worker has it, a target is looked at often at first and gently later; then no more. Milliseconds, or false. */
export function watchInterval(target: Entity | undefined): number | false {
  if (!target || !isUnderWay(target)) return false
  const since = firstSeenOn.get(target) ?? Date.now()
  firstSeenOn.set(target, since)
  return Date.now() - since < watchForMs ? watchMs : config().contentHub.pollSeconds * 1000
}
