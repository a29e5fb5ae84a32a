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

/**
 * A JSON value kept as its text, for what must be sent back byte by byte: key order (also of names like "2" and "1"),
 * repeated names, escapes and spelling survive, which parsing and writing would lose. `toJson` writes the text itself.
 */
export class JsonText {
  readonly text: string
  #value: { readonly parsed: unknown } | undefined

  /** The text must be valid JSON. */
  constructor(text: string) {
    this.text = text
  }

  /** What the text says, parsed at the first use. */
  get value(): unknown {
    this.#value ??= { parsed: parseJson(this.text) }
    return this.#value.parsed
  }

  toJSON(): unknown {
    return keptTexts ? mark + (keptTexts.push(this.text) - 1) : this.value
  }
}

// While a value is written, a text stands in for itself by a mark that no value can hold: nobody knows it beforehand.
let keptTexts: string[] | undefined
const mark = `text ${Math.random()} `
const marked = new RegExp(`"${mark}(\\d+)"`, 'g')

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

// Where a number may stand: a fraction, an exponent, 16 digits or -0. Texts may look so too, which costs time alone.
const unusualNumber = /(?:^|"\s*:|[[,])\s*(?:-0|-?\d+[.eE]|-?\d{16})/

/** Parses JSON without losing how a number is spelled. Throws SyntaxError. */
export const parseJson = (text: string): unknown =>
  // A page of targets is parsed six times as fast without asking for each value.
  unusualNumber.test(text) ? JSON.parse(text, keepExact) : JSON.parse(text)

/** Writes JSON; numbers read by `parseJson` and every `JsonText` come out as they came in. */
export function toJson(value: unknown, indent?: number): string {
  const texts: string[] = (keptTexts = [])
  try {
    return JSON.stringify(value, null, indent).replaceAll(marked, (_, place) => texts[Number(place)] ?? '')
  } finally {
    keptTexts = undefined
  }
}

/** True for a JSON object: not null, no list, no exact number, no text. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof ExactNumber || value instanceof JsonText)
