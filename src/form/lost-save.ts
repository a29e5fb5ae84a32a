import type { Entity } from '~/api/entity.ts'
import { Problem } from '~/lib/problem.ts'
import { notHeld, type Properties } from './entity-changes.ts'

/** What to say when the answer to a save was lost, after looking again; `now` is null where that failed too. */
export function lostSaveProblem(why: string, changes: Properties, now: Entity | null): Problem {
  const what = 'The answer to the save was lost.'
  const may = `${why} The save may have been carried out all the same.`
  if (!now)
    return new Problem(
      what,
      `${may} Looking again failed too.`,
      'Save again when the connection is back: it is compared first.',
    )
  const missing = notHeld(now, changes)
  if (missing.length === 0)
    return new Problem(
      what,
      `${may} The server was asked again: it holds what you typed.`,
      'Nothing is left to save.',
    )
  const all = missing.length === Object.keys(changes).length
  const found = all
    ? 'it does not hold what you typed.'
    : `it does not hold what you typed in ${missing.join(', ')}.`
  return new Problem(what, `${may} The server was asked again: ${found}`, 'Save again.')
}
