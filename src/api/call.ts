import * as z from 'zod/mini'
import { config } from '~/lib/current-config.ts'
import { formatShort } from '~/lib/format.ts'
import { parseJson, toJson } from '~/lib/json.ts'
import { Problem } from '~/lib/problem.ts'
import { accessToken, renewAfterRefusal } from '~/session/session.ts'
import { takeFirstAnswer } from './first-answer.ts'
import { createLimiter, type IsAhead } from './limiter.ts'
import { type Query, queryText } from './path.ts'
import { tellWait } from './waits.ts'

const readLimitMs = 60_000
// Content Hub ends a request after 140 seconds by itself (its throttling page); until then a write may still be carried out.
const writeLimitMs = 145_000
const longestPauseMs = 86_400_000
const shortestToldMs = 2500
// As many as the gateway lets through for all people together, unless it is told otherwise (RATE_LIMIT_BIGCHANGE).
const bigChangePerSecond = 5
const retries = 3
const passing = new Set([502, 503, 504])

export interface CallOptions {
  /** What cannot be said to have happened if it fails: "The targets could not be loaded." */
  readonly what: string
  readonly query?: Query
  readonly signal?: AbortSignal
  readonly isAhead?: IsAhead
}

/** A successful answer. */
export interface Answer {
  readonly status: number
  /** The `Location` header, where there is one: text of the server, never fetched. */
  readonly location: string | null
  /** The `Allow` header, where there is one: what this person may do with the resource, as the gateway says. */
  readonly allow: string | null
  readonly body: unknown
  /** The body as it came. */
  readonly text: string
}

/** No answer arrived, or only part of one, or not the server's. After a write nobody knows whether it was carried out. */
class LostAnswer extends Problem {
  override readonly name = 'LostAnswer'

  constructor(call: Pick<Attempt, 'what' | 'method'>, why: string, cause: unknown) {
    const next =
      call.method === 'GET'
        ? 'Try again when the connection is back.'
        : 'It may have been carried out all the same: look before you send it again.'
    super(call.what, why, next, { cause })
  }
}

function whyLost(late: boolean): string {
  if (late) return 'The server did not answer in time.'
  return navigator.onLine ? 'The connection to the server was lost.' : 'This computer is offline.'
}

/**
 * True where nobody knows whether a failed write was carried out: the answer was lost, or the server failed, perhaps after it.
 * 501 says that there is no such operation, and the gateway tells what it has not sent.
 */
export const mayBeCarriedOut = (error: unknown): error is Problem =>
  error instanceof LostAnswer ||
  (error instanceof Problem && (error.status ?? 0) >= 500 && error.status !== 501 && !error.unsent)

/** True for a failed read that may succeed a moment later. */
const passesBy = (error: unknown): boolean =>
  error instanceof LostAnswer || (error instanceof Problem && passing.has(error.status ?? 0))

interface Attempt extends CallOptions {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly body?: unknown
}

/** What is written by these was compared just before: after a longer pause somebody may have changed it, so it is not sent. */
const restsOnALook: ReadonlySet<string> = new Set(['PUT', 'PATCH', 'DELETE'])
const longestAfterALookMs = 3_000

const limiters: Record<string, ReturnType<typeof createLimiter>> = {}

/** Reads and checks one resource. Repeats by itself what only passes by. Throws Problem. */
export async function get<Schema extends z.ZodMiniType>(
  path: string,
  schema: Schema,
  options: CallOptions,
): Promise<z.output<Schema>> {
  const { value } = await getWithText(path, schema, options)
  return value
}

/** As `get`, with the answer's text and what it allows beside what it says. */
export async function getWithText<Schema extends z.ZodMiniType>(
  path: string,
  schema: Schema,
  options: CallOptions,
): Promise<{ value: z.output<Schema> } & Pick<Answer, 'text' | 'allow'>> {
  const { body, text, allow } = await withRetries({ ...options, method: 'GET', path })
  const parsed = schema.safeParse(body)
  if (parsed.success) return { value: parsed.data, text, allow }
  throw new Problem(
    options.what,
    `The server's answer is not what the API promises: ${z.prettifyError(parsed.error).replace(/^✖ /, '')}.`,
    'Tell an administrator; the server may be of a newer version than this console.',
    { cause: parsed.error },
  )
}

/** A write of the activity log that is to be taken back. */
export interface TakenBack {
  readonly id: string
  readonly title: string
}

/** What the activity log keeps of a write beside the request itself. */
export interface WriteNote {
  /** What was done, in words: "Edited target 2000079 of job 39596". */
  readonly title: string
  /** The entity as it was read before the write; null where there was none. */
  readonly before: unknown
  /** The write of the log that this one takes back. */
  readonly undoOf?: string
}

/** The note of a write, or of one that takes another back. */
export const noteOf = (title: string, before: unknown, undo?: TakenBack): WriteNote =>
  undo ? { title: `Undid “${undo.title}”`, before, undoOf: undo.id } : { title, before }

/** The answer to a write, and the write's id in the activity log; null where the log could not keep it. */
export interface Written extends Answer {
  readonly entry: string | null
}

async function withRetries(call: Attempt): Promise<Answer> {
  for (let tried = 0; ; tried += 1) {
    try {
      return await attempt(call)
    } catch (error) {
      if (!passesBy(error) || tried >= retries || call.signal?.aborted) throw error
      await pauseFor(400 * 2 ** tried * (0.75 + Math.random() / 2), call.signal)
    }
  }
}

/** Asks once, with the one renewal of the token and the pauses that a server may ask for. For this room alone. */
export async function attempt(call: Attempt): Promise<Answer> {
  const to = addressOf(call)
  const limiter = (limiters[to.system] ??= createLimiter(to.perSecond))
  let token = await accessToken()
  for (let refusedOnce = false, slowed = 0; ;) {
    const longestMs = restsOnALook.has(call.method) ? longestAfterALookMs : undefined
    const paused = await limiter.turn(call.isAhead, call.signal, longestMs)
    if (paused > 0) throw pausedProblem(call, paused)
    const { response, text } = await exchange(call, to, token)
    if (response.ok) return answerOf(call, response, text)
    if (response.status === 429 || response.headers.has('Retry-After')) {
      const asked = pauseAsked(response)
      limiter.pause(asked)
      if (asked > shortestToldMs) tellWait(to.system, asked)
    }
    if (response.status === 401 && !refusedOnce) {
      refusedOnce = true
      token = await renewAfterRefusal(token)
    } else if (
      response.status !== 429 ||
      slowed++ >= retries ||
      pauseAsked(response) > (longestMs ?? Infinity)
    )
      throw await refusal(call, response, text)
  }
}

/** The words for a refusal are fetched with the first one. */
async function refusal({ what }: Attempt, { status, headers }: Response, text: string): Promise<Problem> {
  const unsent = headers.get('Carried-Out') === 'no'
  const words = await import('./problem-of-answer.ts').catch(() => undefined)
  return words
    ? words.problemOfAnswer(what, status, text, unsent)
    : new Problem(what, `The server answered ${status}.`, 'Try again in a moment.', { status, unsent })
}

async function exchange(call: Attempt, { address, headers }: ReturnType<typeof addressOf>, token: string) {
  const limit = AbortSignal.timeout(call.method === 'GET' ? readLimitMs : writeLimitMs)
  const signal = call.signal ? AbortSignal.any([call.signal, limit]) : limit
  const early = call.method === 'GET' ? takeFirstAnswer(address) : undefined
  try {
    const response = await (early ??
      fetch(address, {
        method: call.method,
        headers: {
          ...headers,
          Accept: 'application/json',
          Authorization: `Bearer ${token}`,
          ...(call.body === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        ...(call.body === undefined ? {} : { body: toJson(call.body) }),
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'error',
        signal,
      }))
    return { response, text: await response.text() }
  } catch (error) {
    if (call.signal?.aborted) throw error
    throw new LostAnswer(call, whyLost(limit.aborted), error)
  }
}

/** `/api/…` is Content Hub's, `/v1/…` BigChange's. The token goes nowhere but there, whatever the path says. */
function addressOf({ path, query = {} }: Attempt) {
  const { contentHub, bigChange } = config()
  const isBigChange = path.startsWith('/v1/')
  const base = isBigChange ? bigChange?.url : contentHub.url
  if (base !== undefined) {
    const root = (base.startsWith('http') ? base : location.origin + base).replace(/\/$/, '')
    const address = new URL(root + path + queryText(query)).href
    if (address.startsWith(new URL(root + (isBigChange ? '/v1/' : '/api/')).href))
      return isBigChange
        ? { system: 'BigChange', perSecond: bigChangePerSecond, address, headers: {} }
        : {
            system: 'Content Hub',
            perSecond: contentHub.callsPerSecond,
            address,
            headers: contentHub.headers,
          }
  }
  throw new Error(`Not an address of the API: ${path}`)
}

function answerOf(call: Attempt, response: Response, text: string): Answer {
  const answer = {
    status: response.status,
    location: response.headers.get('Location'),
    allow: response.headers.get('Allow'),
    body: undefined,
    text,
  }
  if (text === '') return answer
  try {
    return { ...answer, body: parseJson(text) }
  } catch (error) {
    // These statuses say of themselves that the write was carried out; any other page may stand between.
    if (response.status === 201 || response.status === 204) return answer
    const why =
      'The answer is no JSON: something between this browser and the server changed it, or it was cut.'
    if (call.method !== 'GET') throw new LostAnswer(call, why, error)
    throw new Problem(call.what, why, 'Try again; if it goes on, tell an administrator.', {
      cause: error,
      status: response.status,
    })
  }
}

/** Milliseconds: RFC 9110 10.2.3 has whole seconds or a date; where it is missing, the settings say it. */
function pauseAsked({ headers }: Response): number {
  const said = headers.get('Retry-After') || '?'
  const seconds = Number(said)
  const asked = Number.isNaN(seconds) ? Date.parse(said) - Date.now() : seconds * 1000
  return asked >= 0 ? Math.min(asked, longestPauseMs) : config().contentHub.retryAfterDefaultSeconds * 1000
}

function pausedProblem({ what }: Attempt, milliseconds: number): Problem {
  const until = formatShort(new Date(Date.now() + milliseconds).toISOString())
  return new Problem(what, `The server asks to wait until ${until}.`, 'Try again then.', { status: 429 })
}

export const pauseFor = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds)
    signal?.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })
