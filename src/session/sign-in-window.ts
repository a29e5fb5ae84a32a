import * as z from 'zod/mini'
import { answerCallback, type NewSession } from './callback.ts'
import { signInRequest } from './oidc.ts'
import { signInProblem } from './session-problem.ts'
import { sessionKey } from './session-record.ts'

const text = z.string().check(z.maxLength(8000))
const message = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('answer'), state: text, query: text }),
  z.strictObject({ kind: z.literal('taken'), state: text }),
])
type Message = z.infer<typeof message>

const takenWithinMs = 5000

// The sign-in service's pages may cut the tie between a window and the page that opened it
// (Cross-Origin-Opener-Policy), so the window answers over a channel of this origin.
const openChannel = () => new BroadcastChannel(`${sessionKey()} window`)

function onMessage(channel: BroadcastChannel, hear: (message: Message) => void): void {
  channel.addEventListener('message', ({ origin, data }) => {
    const said = message.safeParse(data)
    if (origin === location.origin && said.success) hear(said.data)
  })
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of this origin alone
const send = (channel: BroadcastChannel, said: Message) => channel.postMessage(said)

/** Signs in through a window that is already open, and empty, while this page stays as it is. */
export async function signInWithWindow(opened: Window, signal: AbortSignal): Promise<NewSession> {
  const { address, state } = await signInRequest('/')
  const outcome = await answerCallback(
    new URLSearchParams(await windowAnswer(opened, address, state, signal)),
  )
  if (outcome.kind === 'signedIn') return outcome.session
  throw outcome.kind === 'refused' ? outcome.problem : signInProblem('This sign-in was used already.')
}

async function windowAnswer(
  opened: Window,
  address: string,
  state: string,
  signal: AbortSignal,
): Promise<string> {
  const channel = openChannel()
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  onMessage(channel, (said) => {
    if (said.kind !== 'answer' || said.state !== state) return
    send(channel, { kind: 'taken', state })
    resolve(said.query)
  })
  signal.addEventListener('abort', () => reject(signal.reason))
  try {
    signal.throwIfAborted()
    opened.location.replace(address)
    return await promise
  } finally {
    channel.close()
  }
}

/** In the window: gives the answer to the tab that waits for it. False where none does. */
export async function handToWaitingTab(state: string, query: string): Promise<boolean> {
  const channel = openChannel()
  const { promise, resolve } = Promise.withResolvers<boolean>()
  onMessage(channel, (said) => {
    if (said.kind === 'taken' && said.state === state) resolve(true)
  })
  const timer = setTimeout(() => resolve(false), takenWithinMs)
  send(channel, { kind: 'answer', state, query })
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    channel.close()
  }
}
