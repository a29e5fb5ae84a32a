const most = 2 ** 31 - 1
const spelled =
  /^(?:(\d+(?:[.,]\d+)?)\s*(?:h|hr|hrs|hours?)\.?(?:\s*(?:and\s+)?(\d+)\s*(?:m|min|mins|minutes?)?\.?)?|(\d+)\s*(?:m|min|mins|minutes?)?\.?|(\d+):([0-5]\d))$/i

/** Whole minutes as people write them: "90", "90 min", "1 h 30", "1:30", "1.5 h"; null for anything else, and above 32 bits. */
export function readMinutes(text: string): number | null {
  const parts = spelled.exec(text.trim())
  if (!parts) return null
  const [, hours, beside, alone, clockHours, clockMinutes] = parts
  const minutes =
    hours === undefined
      ? Number(alone ?? Number(clockHours) * 60 + Number(clockMinutes))
      : Number(hours.replace(',', '.')) * 60 + Number(beside ?? 0)
  const rounded = Math.round(minutes)
  return Math.abs(minutes - rounded) < 1e-6 && rounded <= most ? rounded : null
}

/** 90 → "1 h 30 min"; never days, and no minute is lost. */
export function formatMinutes(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  if (hours === 0) return `${rest} min`
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`
}
