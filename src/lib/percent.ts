import { language } from './format.ts'

const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })

/**
 * The share of a part in a whole: (412, 10000) → "4.1%". It never rounds some to none or nearly all to all: "<0.1%",
 * ">99.9%". A whole of 0 has no share: "–".
 */
export function formatPercent(part: number, whole: number): string {
  if (whole <= 0) return '–'
  const share = part / whole
  if (part > 0 && share < 0.0005) return '<0.1%'
  if (part < whole && share >= 0.9995) return '>99.9%'
  return percent.format(share)
}
