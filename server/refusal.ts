import { problemAnswer } from './problem-answer.ts'

/** A call that the gateway does not carry out, with what it answers instead. */
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
    return problemAnswer(this.status, this.title, this.message, this.headers)
  }
}
