import { formatNumber } from './format.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/**
 * A length of time in milliseconds, in its two largest units: "31 h", "1 h 30 min", "4.2 s", "80 ms".
 * In the symbols of the units, not in English: docs/decisions/words-and-numbers.md.
 */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < second) return `${formatNumber(Math.round(milliseconds))} ms`
  if (milliseconds < minute) return `${formatNumber(Math.round(milliseconds / 100) / 10)} s`
  if (milliseconds < hour) return pair(milliseconds, minute, 'min', second, 's')
  if (milliseconds < 2 * day) return pair(milliseconds, hour, 'h', minute, 'min')
  return pair(milliseconds, day, 'd', hour, 'h')
}

function pair(
  milliseconds: number,
  large: number,
  largeName: string,
  small: number,
  smallName: string,
): string {
  const rounded = Math.round(milliseconds / small) * small
  const rest = Math.round((rounded % large) / small)
  const whole = `${formatNumber(Math.floor(rounded / large))} ${largeName}`
  return rest === 0 ? whole : `${whole} ${rest} ${smallName}`
}
