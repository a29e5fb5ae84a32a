import { asProblem, Problem } from '~/lib/problem.ts'

/** Makes a failed look before a write a Problem that says so: `read().catch(nothingSent('It could not be read again.'))`. */
export const nothingSent =
  (looking: string) =>
  (error: unknown): never => {
    const { why, next } = asProblem(error)
    throw new Problem('Nothing was sent.', `${looking} ${why}`, next, { cause: error })
  }
