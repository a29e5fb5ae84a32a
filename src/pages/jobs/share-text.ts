import { formatPercent } from '~/lib/format.ts'

/** A share that never rounds some to none or nearly all to all: (3, 1000000) → "<0.1%". */
export function shareText(part: number, whole: number): string {
  if (part > 0 && part / whole < 0.0005) return '<0.1%'
  if (part < whole && part / whole >= 0.9995) return '>99.9%'
  return formatPercent(part, whole)
}
