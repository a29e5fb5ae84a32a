import * as z from 'zod/mini'

const errorAnswer = z.object({ error: z.string(), error_description: z.optional(z.string()) })

/** Why the sign-in service gave no usable answer. It never holds what was sent. */
export class ProviderFailure extends Error {
  override readonly name = 'ProviderFailure'
  readonly kind: 'unreachable' | 'late' | 'refused' | 'malformed'
  /** The HTTP status; 0 where no answer came. */
  readonly status: number
  readonly code: string | null
  readonly description: string | null

  constructor(
    kind: ProviderFailure['kind'],
    {
      status = 0,
      code = null,
      description = null,
    }: { status?: number; code?: string | null; description?: string | null } = {},
  ) {
    super(`The sign-in service's answer: ${kind}${status ? ` (${status})` : ''}`)
    this.kind = kind
    this.status = status
    this.code = code
    this.description = description
  }
}

type ProviderRequest = {
  /** Sent as a form with POST. */
  form?: Record<string, string>
  bearer?: string
  /** Covers the connection and the whole body. */
  limitMs: number
}

/**
 * The JSON that the sign-in service answers with, or a `ProviderFailure`. A request that bears a secret is never
 * redirected to another place.
 */
export function askProvider(url: string, { form, bearer, limitMs }: ProviderRequest): Promise<unknown> {
  return within(limitMs, async (signal) => {
    const response = await fetch(url, {
      signal,
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      redirect: form || bearer ? 'error' : 'follow',
      headers: { accept: 'application/json', ...(bearer && { authorization: `Bearer ${bearer}` }) },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    })
    const body = await response.text()
    if (!response.ok) {
      const said = errorAnswer.safeParse(jsonOrNull(body))
      throw new ProviderFailure('refused', {
        status: response.status,
        code: said.data?.error ?? null,
        description: said.data?.error_description ?? null,
      })
    }
    const answer = jsonOrNull(body)
    if (answer === null) throw new ProviderFailure('malformed', { status: response.status })
    return answer
  })
}

async function within<T>(limitMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    late.reject(new ProviderFailure('late'))
    controller.abort()
  }, limitMs)
  try {
    return await Promise.race([work(controller.signal), late.promise])
  } catch (error) {
    throw error instanceof ProviderFailure ? error : new ProviderFailure('unreachable')
  } finally {
    clearTimeout(timer)
  }
}

function jsonOrNull(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
