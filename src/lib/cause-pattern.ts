// What differs between two messages of one cause, the most telling first: what stands in a text's place is not looked at again.
const parts: readonly (readonly [RegExp, string])[] = [
  [/\bhttps?:\/\/[^\s"'<>()]+/gi, '‹address›'],
  [/\b[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\b/gi, '‹id›'],
  [/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?: ?Z|[+-]\d\d:?\d\d)?)?/g, '‹time›'],
  // With a number or an ending: “/properties/title” is a place in data, and a cause of its own.
  [/(?<![\w.])(?:[a-z]:)?(?=[\w.%+\\/-]*[\d.])(?:[\\/][\w.%+-]+){2,}/gi, '‹path›'],
  [/\b[\w-]*\d[\w-]*\.[a-z][a-z\d]{1,4}\b/gi, '‹file›'],
  [/\b(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{8,}\b/gi, '‹id›'],
  [/\b[a-z][a-z-]*-\d+\b/g, '‹name›'],
  // “status 503”, “exit code -9” and “ORA-00942” are causes of their own; “30 s” and “30s” are one.
  [
    /(?<!(?:status|code|error|exit|HTTP)["')]?[ :=("'/-]{0,3})(?<!\b[A-Z]{2,}-)(?<![\w.])[+-]?\d+(?:[.,:]\d+)*(?=(?:[mnµ]?s|min|h|[kmgt]i?b|px)?(?!\w))/gi,
    '‹number›',
  ],
]
const longestMessage = 2000
/** What stands at the beginning and at the end of a long pattern: a wrapped error tells its cause last. */
const longestEnds = [200, 100] as const

/**
 * What messages of one cause have in common: addresses, ids, times, paths, names with a number and numbers are replaced by what
 * they are, as in "Timed out after ‹number› s while waiting for ‹address›". Empty for an empty message.
 */
export function causePattern(message: string): string {
  let pattern = message.slice(0, longestMessage).replace(/\s+/g, ' ').trim()
  for (const [part, name] of parts) pattern = pattern.replace(part, name)
  const [first, last] = longestEnds
  if (pattern.length > first + last + 1) pattern = `${pattern.slice(0, first)}…${pattern.slice(-last)}`
  // Half a letter of two would not come back from an address.
  return pattern.toWellFormed()
}
