// What differs between two messages of one cause, the most telling first: what stands in a text's place is not looked at again.
const parts: readonly (readonly [RegExp, string])[] = [
  [/\bhttps?:\/\/[^\s"'<>()]+/gi, '‹address›'],
  [/\b[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\b/gi, '‹id›'],
  [/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?: ?Z|[+-]\d\d:?\d\d)?)?/g, '‹time›'],
  [/(?<![\w.])(?:[a-z]:)?(?:[\\/][\w.%+-]+){2,}/gi, '‹path›'],
  [/\b(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{8,}\b/gi, '‹id›'],
  [/\b[a-z][a-z-]*-\d+\b/gi, '‹name›'],
  // "status 503" and "HTTP 404" are two causes.
  [/(?<!\b(?:status|status code|code|error|HTTP)[ :=]{0,2})(?<![\w.])[+-]?\d+(?:[.,:]\d+)*\b/gi, '‹number›'],
]
// More of a message tells no more of its cause.
const longest = 300

/**
 * What messages of one cause have in common: addresses, ids, times, paths, names with a number and numbers are replaced by what
 * they are, as in "Timed out after ‹number› s while waiting for ‹address›". Empty for an empty message.
 */
export function causePattern(message: string): string {
  let pattern = message
    .slice(0, 2 * longest)
    .replace(/\s+/g, ' ')
    .trim()
  for (const [part, name] of parts) pattern = pattern.replace(part, name)
  return pattern.length > longest ? `${pattern.slice(0, longest)}…` : pattern
}
