/** A time as Content Hub writes it: UTC with seven decimals. `ticks` (0 to 9999) are what milliseconds do not hold. */
export function hubTime(milliseconds: number, ticks = 0): string {
  return `${new Date(milliseconds).toISOString().slice(0, -1)}${String(ticks).padStart(4, '0')}Z`
}

/** The time that many hours ago, ms; it holds still for a quarter of an hour. */
export function agedTime(hours: number): number {
  const quarter = 900_000
  return Math.floor(Date.now() / quarter) * quarter - hours * 3_600_000
}
