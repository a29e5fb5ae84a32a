const wordsOf = (name: string): string[] => name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
const wrappers = new Set(['body', 'request', 'properties', 'relations'])

/**
 * The property that a server's message is about, whatever the letter case and path style of the name it gives:
 * `properties.Target.Priority`, `$.Properties['Target.Priority']`, `targetPriority`, `Target.Data.asset`; or undefined.
 */
export function propertyNamed(name: string, properties: readonly string[]): string | undefined {
  if (properties.includes(name)) return name
  const words = wordsOf(name)
  while (words.length > 1 && wrappers.has(words[0] ?? '')) words.shift()
  const begins = properties.filter((property) =>
    wordsOf(property).every((word, place) => words[place] === word),
  )
  if (begins.length > 0) return begins.reduce((one, other) => (other.length > one.length ? other : one))
  const joined = words.join('')
  const same = properties.filter((property) => wordsOf(property).join('') === joined)
  const last = properties.filter((property) => words.length === 1 && wordsOf(property).at(-1) === joined)
  const found = same.length > 0 ? same : last
  return found.length === 1 ? found[0] : undefined
}
