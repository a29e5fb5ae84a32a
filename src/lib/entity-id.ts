const largest = '9223372036854775807'

/** True for the decimal text of a Content Hub id: 1 to 9223372036854775807 (int64), no sign, no leading zero. */
export function isEntityId(text: string): boolean {
  if (!/^[1-9]\d{0,18}$/.test(text)) return false
  return text.length < largest.length || text <= largest
}
