/** The one error that people see: what failed, why, and what they can do next. Each is a sentence. */
export class Problem extends Error {
  override readonly name: string = 'Problem'
  readonly what: string
  readonly why: string
  readonly next: string
  /** The HTTP status that says so, where there was an answer. */
  readonly status: number | undefined
  /** Messages that belong to one property or member of what was sent, by its name. */
  readonly fields: Readonly<Record<string, string>>

  constructor(
    what: string,
    why: string,
    next: string,
    options: { cause?: unknown; status?: number; fields?: Readonly<Record<string, string>> } = {},
  ) {
    super(`${what} ${why} ${next}`, { cause: options.cause })
    this.what = what
    this.why = why
    this.next = next
    this.status = options.status
    this.fields = options.fields ?? {}
  }
}

/** Any thrown value as a Problem; what is none already is a fault of the console itself. */
export function asProblem(error: unknown, what = 'Something went wrong.'): Problem {
  if (error instanceof Problem) return error
  const why =
    error instanceof Error && error.message
      ? `The console met an error: ${error.message}`
      : 'The console met an unknown error.'
  return new Problem(what, why, 'Reload the page; if it happens again, report this message.', {
    cause: error,
  })
}
