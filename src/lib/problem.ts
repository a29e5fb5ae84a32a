/** The one error that people see: what failed, why, and what they can do next. Each is a sentence. */
export class Problem extends Error {
  override readonly name: string = 'Problem'
  readonly what: string
  readonly why: string
  readonly next: string
  /** The HTTP status that says so, where there was an answer. */
  readonly status: number | undefined
  /** True where the gateway says that the server did not get the call, or refused it unread. */
  readonly unsent: boolean
  /** Messages that belong to one property or member of what was sent, by its name. */
  readonly fields: Readonly<Record<string, string>>
  /** `why` without these messages, for whoever shows them in their places. */
  readonly whyBeside: string

  constructor(
    what: string,
    why: string,
    next: string,
    options: {
      cause?: unknown
      status?: number | undefined
      unsent?: boolean
      fields?: Readonly<Record<string, string>>
      whyBeside?: string
    } = {},
  ) {
    super(`${what} ${why} ${next}`, { cause: options.cause })
    this.what = what
    this.why = why
    this.next = next
    this.status = options.status
    this.unsent = options.unsent ?? false
    this.fields = options.fields ?? {}
    this.whyBeside = options.whyBeside ?? why
  }
}

// What Chromium, Firefox, Safari and the bundler say of code that could not be fetched.
const codeLost = /dynamically imported module|importing a module script|preload CSS/i

/** Any thrown value as a Problem; what is none already is lost code, or a fault of the console itself. */
export function asProblem(error: unknown, what = 'Something went wrong.'): Problem {
  if (error instanceof Problem) return error
  if (error instanceof Error && codeLost.test(error.message))
    return new Problem(
      what,
      'A part of the console could not be loaded: the connection is lost, or a newer version was installed.',
      'Try again when the connection is back; if that does not help, save what you can and reload the page.',
      { cause: error },
    )
  const why =
    error instanceof Error && error.message
      ? `The console met an error: ${error.message}`
      : 'The console met an unknown error.'
  return new Problem(what, why, 'Reload the page; if it happens again, report this message.', {
    cause: error,
  })
}
