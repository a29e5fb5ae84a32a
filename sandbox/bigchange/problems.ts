import type { Answer } from '../answer.ts'

const titles: Record<number, string> = {
  400: 'Bad request.',
  403: 'Forbidden.',
  404: 'Not found.',
  422: 'One or more validation errors occurred.',
  500: 'An error occurred.',
}

/** Messages by the name of what they are about. */
export type Errors = Record<string, string[]>

/** An answer in the manner of RFC 7807. */
export const problem = (status: number, detail: string | null, errors?: Errors): Answer => ({
  status,
  body: JSON.stringify({
    type: null,
    title: titles[status] ?? null,
    status,
    detail,
    instance: null,
    ...(errors && { errors }),
  }),
  headers: { 'Content-Type': 'application/problem+json; charset=utf-8' },
})

export const invalid = (errors: Errors): Answer => problem(422, null, errors)
