import { Problem } from '~/lib/problem.ts'

/** The session ended and cannot be renewed; only the person can go on, by signing in again. */
export class SessionOver extends Problem {
  override readonly name = 'SessionOver'
  /** False where what is on screen may belong to somebody else, so that it must go. */
  readonly pageMayStay: boolean

  constructor(
    why = 'It was not renewed in time.',
    { pageMayStay = true, cause }: { pageMayStay?: boolean; cause?: unknown } = {},
  ) {
    super('Your session has ended.', why, 'Sign in again.', { cause, status: 401 })
    this.pageMayStay = pageMayStay
  }
}
