/** Which targets of a job, and which page of them: the API's own parameters of the list. */
export interface TargetFilter {
  readonly state?: string
  readonly condition?: string
  readonly type?: string
  /** The whole value must match. */
  readonly location?: string
  readonly skip: number
  readonly take: number
  readonly cultures: readonly string[]
}

export interface ReadFilter {
  readonly filter: TargetFilter
  /** A sentence for each value of the address that was not usable and was replaced. */
  readonly corrections: readonly string[]
}

interface Bounds {
  readonly takeMax: number
  readonly cultures: readonly string[]
}

export const filterNames = ['state', 'condition', 'type', 'location'] as const
const takeDefault = 25
// The API's skip is a 32-bit integer.
const skipMax = 2_147_483_647

/** Reads a list's address. A mistyped value becomes its default, and `corrections` says so. */
export function readTargetFilter(search: URLSearchParams, { takeMax, cultures }: Bounds): ReadFilter {
  const corrections: string[] = []
  const whole = (name: string, fallback: number, least: number, most: number): number => {
    const text = search.get(name)
    if (text === null) return fallback
    const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
    if (value >= least && value <= most) return value
    const used = value > most ? most : fallback
    corrections.push(
      `“${name}=${text.slice(0, 40)}” is not a whole number from ${least} to ${most}; ${used} is used.`,
    )
    return used
  }
  const take = whole('take', Math.min(takeDefault, takeMax), 1, takeMax)
  const skip = whole('skip', 0, 0, skipMax)
  const asked = search
    .getAll('cultures')
    .flatMap((value) => value.split(','))
    .filter(Boolean)
  const known = asked.filter((culture) => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(culture))
  if (known.length < asked.length)
    corrections.push('“cultures” names something that is no culture; it is left out.')
  const words = Object.fromEntries(
    filterNames.flatMap((name) => {
      const value = search.get(name)
      return value ? [[name, value]] : []
    }),
  )
  return { filter: { ...words, skip, take, cultures: known.length > 0 ? known : cultures }, corrections }
}

/**
 * The address of a list with some of its parameters changed; unknown parameters stay, defaults are left out, and any
 * change but that of `skip` goes back to the first page. Starts with `?`, or is empty.
 */
export function withFilter(
  search: URLSearchParams,
  changes: Partial<Record<(typeof filterNames)[number] | 'skip' | 'take', string | number | null>>,
): string {
  const next = new URLSearchParams(search)
  if (!('skip' in changes)) next.delete('skip')
  for (const [name, value] of Object.entries(changes)) {
    const isDefault =
      value === null ||
      value === '' ||
      (name === 'skip' && value === 0) ||
      (name === 'take' && value === takeDefault)
    if (isDefault) next.delete(name)
    else next.set(name, String(value))
  }
  const text = next.toString()
  return text && `?${text}`
}
