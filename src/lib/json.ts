/**
 * A JSON number that a JavaScript number would respell (9007199254740993, 1.10, 1e400): kept as its text.
 * A class of its own, so that nothing mistakes it for a plain record and copies it.
 */
export class ExactNumber {
  readonly source: string

  constructor(source: string) {
    this.source = source
  }

  toString(): string {
    return this.source
  }

  toJSON(): unknown {
    return rawJson(this.source)
  }
}

// TypeScript's library does not know source text access yet (ECMAScript 2026).
declare global {
  interface JSON {
    rawJSON?: (text: string) => unknown
  }
}

/** True in browsers that can read and write JSON numbers exactly; asked once at start. */
export const exactJsonSupported = (): boolean => typeof JSON.rawJSON === 'function'

function rawJson(text: string): unknown {
  if (!JSON.rawJSON) throw new Error('This browser cannot write JSON numbers exactly.')
  return JSON.rawJSON(text)
}

function keepExact(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || context?.source === undefined) return value
  return String(value) === context.source ? value : new ExactNumber(context.source)
}

/** Parses JSON without losing how a number is spelled. Throws SyntaxError. */
export const parseJson = (text: string): unknown => JSON.parse(text, keepExact)

/** Writes JSON; numbers read by `parseJson` come out as they came in. */
export const toJson = (value: unknown, indent?: number): string => JSON.stringify(value, null, indent)

/** True where both values would be written as the same JSON, whatever the order of their members. */
export function sameJson(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true
  if (left instanceof ExactNumber || right instanceof ExactNumber)
    return left instanceof ExactNumber && right instanceof ExactNumber && left.source === right.source
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((item, index) => sameJson(item, right[index]))
  if (!isRecord(left) || !isRecord(right)) return false
  const keys = Object.keys(left)
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key], right[key]))
  )
}

/** True for a JSON object: not null, no list, no exact number. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber)
