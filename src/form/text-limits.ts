import type { FieldKind } from './entity-fields.ts'

const identifierMax = 255
/** One entity's body at most, but for the JSON of a single property. */
export const charactersMax = 1_000_000
/** What the gateway carries (10 MiB) holds it. */
const jsonMax = 10_000_000

/** Why a text is too long for a field, or undefined. The reference names no limits: these keep a slip from being sent. */
export function tooLong(kind: FieldKind, text: string): string | undefined {
  const most = kind === 'identifier' ? identifierMax : kind === 'json' ? jsonMax : charactersMax
  return text.length > most
    ? `It is too long: ${text.length} characters, at most ${most} can be sent.`
    : undefined
}
