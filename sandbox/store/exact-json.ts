// ES2026; TypeScript's library does not know it yet.
const rawJson: unknown = Reflect.get(JSON, 'rawJSON')
const isRawJson: unknown = Reflect.get(JSON, 'isRawJSON')
if (typeof rawJson !== 'function' || typeof isRawJson !== 'function')
  throw new Error('This needs Node 22 or newer.')

/** A JSON number that is written as this text, whatever a JavaScript number would make of it. */
export const exactNumber = (text: string): object => Object(Reflect.apply(rawJson, JSON, [text]))

/** Whether a value came from `exactNumber` or `parseExact`. */
export const isExactNumber = (value: unknown): boolean => Boolean(Reflect.apply(isRawJson, JSON, [value]))

/** Parses JSON; numbers that JavaScript would respell stay exact, so that `JSON.stringify` writes them as they came. */
export function parseExact(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) => {
    const source = context?.source
    return typeof value === 'number' && source !== undefined && String(value) !== source
      ? exactNumber(source)
      : value
  })
}

/** The JSON text of each member. */
export function memberTexts(values: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, JSON.stringify(value) ?? 'null']),
  )
}
