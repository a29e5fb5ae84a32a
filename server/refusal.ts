import { problemAnswer } from './problem-answer.ts'

/** Tells whoever wants to write again that nothing was written: the other side was not asked, or refused the gateway itself. */
export const notCarriedOut = { 'Carried-Out': 'no' }

/** A call that is not carried out, with what it answers instead. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  readonly title: string
  readonly headers: Record<string, string>

  constructor(status: number, title: string, detail: string, headers: Record<string, string> = {}) {
    super(detail)
    this.status = status
    this.title = title
    this.headers = headers
  }

  answer(): Response {
    return problemAnswer(this.status, this.title, this.message, { ...notCarriedOut, ...this.headers })
  }
}
