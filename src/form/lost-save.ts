import { Problem } from '~/lib/problem.ts'
import type { Properties } from './entity-changes.ts'

const words = {
  save: { sent: 'what you typed', again: 'Save again' },
  undo: { sent: 'what was there before', again: 'Undo again' },
}

/** What to say when the answer to a save was lost, after looking again; `missing` is what is not held, null where looking failed too. */
export function lostSaveProblem(
  why: string,
  changes: Properties,
  missing: readonly string[] | null,
  kind: keyof typeof words = 'save',
): Problem {
  const { sent, again } = words[kind]
  const what = `The answer to the ${kind} was lost.`
  const may = `${why} The ${kind} may have been carried out all the same.`
  if (!missing)
    return new Problem(
      what,
      `${may} Looking again failed too.`,
      `${again} when the connection is back: it is compared first.`,
    )
  if (missing.length === 0)
    return new Problem(
      what,
      `${may} The server was asked again: it holds ${sent}.`,
      `Nothing is left to ${kind}.`,
    )
  const all = missing.length === Object.keys(changes).length
  const found = all ? `it does not hold ${sent}.` : `it does not hold ${sent} in ${missing.join(', ')}.`
  return new Problem(what, `${may} The server was asked again: ${found}`, `${again}.`)
}
