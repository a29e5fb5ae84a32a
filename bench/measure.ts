/** What a number counts; it decides how the number is written. */
export type Unit = 'ms' | 'kB' | 'KiB' | 'B' | 'count' | 'ratio'

/** One line of the table: every repeat of one figure, in the unit. */
export interface Measure {
  readonly name: string
  readonly unit: Unit
  readonly values: readonly number[]
  /** The most that the median may be. */
  readonly limit?: number
  /** Times depend on how busy the machine is: over its limit such a figure is only said, and fails nothing. */
  readonly noisy?: true
}

/** The middle one; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = (sorted.length - 1) / 2
  const [low, high] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]]
  if (low === undefined || high === undefined) throw new Error('There is no median of nothing.')
  return (low + high) / 2
}

export const isOver = ({ values, limit }: Measure): boolean => limit !== undefined && median(values) > limit

/** Runs it so many times, one after the other. */
export async function repeat<Result>(
  times: number,
  run: (round: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  for (let round = 0; round < times; round += 1) results.push(await run(round))
  return results
}

/** One line of the table from one number of each repeat. */
export const measure = <Result>(
  name: string,
  unit: Unit,
  results: readonly Result[],
  value: (result: Result) => number,
  limit?: number,
): Measure => ({
  name,
  unit,
  values: results.map(value),
  ...(limit !== undefined && { limit }),
  ...(unit === 'ms' && { noisy: true }),
})
