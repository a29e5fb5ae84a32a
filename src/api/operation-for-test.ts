import type { ItemOutcome, OperationPart } from './operation.ts'
import type { OperationRun, OperationWork } from './operations.ts'
import type { Problem } from '~/lib/problem.ts'

/** Carries an operation of job 7 out to the end, as if a person resumed whatever was held. `canKeep`: whether the browser keeps what it is told this time. */
export async function carryOut(
  work: OperationWork,
  given: readonly OperationPart[],
  { plan = null, canKeep = () => true }: { plan?: unknown; canKeep?: () => boolean } = {},
): Promise<{ held: readonly Problem[]; outcomes: readonly ItemOutcome[] }> {
  const parts = [...given]
  const held: Problem[] = []
  const run: OperationRun = {
    jobId: '7',
    startedOn: '2026-11-22T09:00:00.000Z',
    plan,
    parts,
    turn: async () => {
      if (held.length > 30) throw new Error(`It is held for ever: ${held.at(-1)?.message}`)
    },
    hold: (problem) => held.push(problem),
    tell: async (place, told) => {
      if (!canKeep()) throw new Error('It cannot be kept.')
      const part = parts[place]
      if (part) parts[place] = { ...part, outcomes: part.outcomes.map((one, item) => told.get(item) ?? one) }
    },
  }
  await work(run)
  return { held, outcomes: parts.flatMap(({ outcomes }) => outcomes) }
}
