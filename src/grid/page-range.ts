import { formatNumber } from '~/lib/format.ts'

/** The skip of the page that holds the last row. */
export const lastPageSkip = (total: number, take: number): number =>
  Math.max(0, Math.floor((total - 1) / take) * take)

/** The skip of the page before; from past the end the last page. */
export const previousSkip = (skip: number, take: number, total: number | null): number =>
  Math.max(0, Math.min(skip - take, total === null ? skip : lastPageSkip(total, take)))

/** "26–50 of 412"; without a total "26–50"; where nothing is shown "0 of 412". */
export function rangeText(skip: number, shown: number, total: number | null): string {
  const of = total === null ? '' : ` of ${formatNumber(total)}`
  return shown === 0 ? `0${of}` : `${formatNumber(skip + 1)}–${formatNumber(skip + shown)}${of}`
}
