import type { IncomingMessage } from 'node:http'
import type { ConsoleConfig } from '../src/lib/config.ts'
import { createBodyRoom } from './body-room.ts'
import { inTime } from './in-time.ts'
import type { Progress } from './in-time.ts'
import { operationsOf } from './operations.ts'
import type { AllowedPaths, Operation } from './operations.ts'
import { mayDo, missingRight } from './operator-rights.ts'
import type { createOperatorCheck, Operator } from './operator-token.ts'
import { readBody } from './read-body.ts'
import { Refusal } from './refusal.ts'
import { awaitTurn, forwardedHeaders } from './relay.ts'
import type { Relay, RelaySettings } from './relay.ts'
import { refuseAmbiguous } from './single-headers.ts'
import { upstreamAnswer } from './upstream-answer.ts'
import { connectUpstream } from './upstream-connection.ts'
import { createUpstreamToken } from './upstream-token.ts'
import type { Credentials } from './upstream-token.ts'
import { recorded } from './write-record.ts'

type Settings = RelaySettings & {
  credentials: Credentials
  allowed: AllowedPaths
  checkOperator: ReturnType<typeof createOperatorCheck>
  actionsByClaim: ConsoleConfig['actionsByClaim']
  /** Request headers that the gateway sets itself. */
  ownHeaders?: Record<string, string>
}

type Attempt = {
  call: IncomingMessage
  path: string
  body: Buffer
  operator: Operator
  signal: AbortSignal
  progress: Progress
}

/** So many of the longest bodies may wait for one person. */
const bodiesOfPerson = 4

/**
 * Passes calls on with a token of the gateway's own: who calls is checked by the operator's access token, and only the allowed
 * operations go on. The other side takes no heed of who it is, so each write is kept in the log. An answer to a read says
 * in `Allow` what this person may do with the record.
 */
export function createCredentialsRelay(settings: Settings): Relay {
  const { system, origin, allowed, actionsByClaim, checkOperator, log } = settings
  const { timeLimitMs = 60_000, bodyLimit = 1024 * 1024 } = settings
  const upstream = connectUpstream(origin, bodyLimit)
  const room = createBodyRoom(bodiesOfPerson * bodyLimit, bodyLimit)
  // Who changed what is kept whatever LOG_LEVEL leaves out.
  const record = log.child({}, { level: log.level === 'silent' ? 'silent' : 'info' })
  const ownToken = createUpstreamToken(settings.credentials, system, log)

  /** A turn, with a token that is good when it has come: none is waited for while a turn is held. */
  const turnWithToken = async ({ operator, signal }: Attempt) => {
    for (;;) {
      await ownToken.get()
      const turn = await awaitTurn(settings, operator.sub, signal)
      const token = ownToken.kept()
      if (token !== undefined) return { turn, token }
      turn.unused()
    }
  }

  const ask = async (attempt: Attempt) => {
    const { call, path, body, signal, progress } = attempt
    const { turn, token } = await turnWithToken(attempt)
    const headers = {
      ...forwardedHeaders(call, settings.headers),
      ...settings.ownHeaders,
      authorization: `Bearer ${token}`,
      ...(call.method !== 'GET' && { 'content-length': body.length }),
    }
    try {
      progress.sent = true
      const answer = await upstream.ask({ method: call.method ?? '', path, headers, body }, signal)
      if (answer.statusCode !== 401) return { answer }
      progress.sent = false
      answer.resume()
      return { refused: token }
    } finally {
      turn.arrived()
    }
  }

  /** A token that is refused was not used for anything: with a new one a write, too, can go again. */
  const askTwice = async (attempt: Attempt) => {
    const first = await ask(attempt)
    if (first.answer) return first.answer
    const second = ownToken.refused(first.refused) ? await ask(attempt) : undefined
    if (second?.answer) return second.answer
    log.error({ system }, 'our own token is refused')
    // Not 401: the person's own sign-in is in order.
    throw new Refusal(502, 'Not reachable', `${system} does not accept the gateway. Its log says more.`)
  }

  const firstGiven = (operations: Operation[] = [], { claims }: Operator) =>
    operations.find(({ action }) => mayDo(claims, action, actionsByClaim))
  const allowedMethods = (methods: Record<string, Operation[]>, operator: Operator) =>
    Object.keys(methods).filter((method) => firstGiven(methods[method], operator))

  return {
    relay: (call, path, gone) =>
      inTime({ gone, timeLimitMs, bodyLimit, system, log }, async (signal, progress) => {
        const { pathname, searchParams: query } = new URL(path, origin)
        const { method = '' } = call
        refuseAmbiguous(call)
        const { operations, methods } = operationsOf(allowed, method, pathname)
        const operator = await checkOperator(call.headers.authorization)
        const carryOut = async (write?: { upstreamStatus: number | null }) => {
          const given = firstGiven(operations, operator)
          if (given === undefined) throw missingRight(operations, actionsByClaim)
          const giveBack = room.take(operator.sub, call)
          try {
            const body = await readBody(call, bodyLimit, signal)
            given.check?.({ query, body })
            const answer = await askTwice({ call, path, body, operator, signal, progress })
            if (write) write.upstreamStatus = answer.statusCode ?? null
            return upstreamAnswer(answer, call, system)
          } finally {
            giveBack()
          }
        }
        if (operations.every(({ action }) => action !== 'view')) {
          const write = { system, who: operator.sub, method, record: pathname, upstreamStatus: null }
          return recorded(record, write, carryOut)
        }
        const answer = await carryOut()
        if (answer.ok) answer.headers.set('Allow', allowedMethods(methods, operator).join(', '))
        return answer
      }),
    close() {
      settings.limit.close()
      upstream.close()
    },
  }
}
