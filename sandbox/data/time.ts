/** A time as Content Hub writes it: UTC with seven decimals. `ticks` (0 to 9999) are what milliseconds do not hold. */
export function hubTime(milliseconds: number, ticks = 0): string {
  return `${new Date(milliseconds).toISOString().slice(0, -1)}${String(ticks).padStart(4, '0')}Z`
}
