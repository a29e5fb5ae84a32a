/** An answer of a remote system. `body` is JSON text. */
export type Answer = { status: number; body?: string; headers?: Record<string, string> }

export const ok = (body: string): Answer => ({ status: 200, body })
export const noContent: Answer = { status: 204 }

/** Content Hub's 400 as a map from member to message. */
export const refused = (problems: Record<string, string>): Answer => ({
  status: 400,
  body: JSON.stringify(problems),
})

/** An answer whose body is the error object of Content Hub. */
export const failed = (status: number, message: string): Answer => ({
  status,
  body: JSON.stringify({ Message: message }),
})
