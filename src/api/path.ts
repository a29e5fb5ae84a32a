/** A server path with every inserted value encoded: path`/api/jobs/${id}`. */
export const path = (texts: TemplateStringsArray, ...values: readonly string[]): string =>
  texts.reduce((whole, text, index) => whole + encodeURIComponent(values[index - 1] ?? '') + text)

/** What may stand in a query: undefined and null leave the parameter out, a list repeats it. */
export type Query = Readonly<Record<string, string | number | readonly string[] | null | undefined>>

/** `?state=Completed&cultures=en-US&cultures=nl-NL`, or nothing. */
export function queryText(query: Query): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined) continue
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one))
  }
  const text = search.toString()
  return text && `?${text}`
}
