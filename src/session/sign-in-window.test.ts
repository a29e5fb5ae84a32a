import { beforeEach, describe, expect, it, vi } from 'vitest'

const { answerCallback } = vi.hoisted(() => ({
  answerCallback: vi.fn<(query: URLSearchParams) => Promise<object>>(),
}))
vi.mock('./callback.ts', () => ({ answerCallback }))
vi.mock('./oidc.ts', () => ({
  signInRequest: async () => ({ address: 'https://id.example.com/authorize', state: 's-1' }),
}))
vi.mock('./session-record.ts', () => ({ sessionKey: () => 'key' }))

const origin = 'https://console.example.com'
type Hear = (event: { origin: string; data: unknown }) => void
let open: Set<{ name: string; heard: Hear[] }>
const opened = { location: { replace: vi.fn() } }

/** What somebody else on the channel says. */
const say = (data: unknown, from = origin) =>
  [...open].forEach((channel) => channel.heard.forEach((hear) => hear({ origin: from, data })))

beforeEach(() => {
  vi.resetAllMocks()
  open = new Set()
  vi.stubGlobal('location', { origin })
  vi.stubGlobal(
    'BroadcastChannel',
    class {
      heard: Hear[] = []
      name: string
      constructor(name: string) {
        this.name = name
        open.add(this)
      }
      addEventListener = (_type: string, hear: Hear) => this.heard.push(hear)
      postMessage = (data: unknown) =>
        [...open]
          .filter((other) => other !== this)
          .forEach((other) => other.heard.forEach((hear) => hear({ origin, data })))
      close = () => open.delete(this)
    },
  )
})

const begin = async (signal = new AbortController().signal) => {
  const { signInWithWindow } = await import('./sign-in-window.ts')
  // The window is an object of its own in a browser; here all that is used of it.
  const done = signInWithWindow(opened as unknown as Window, signal) // oxlint-disable-line typescript/no-unsafe-type-assertion -- as above
  await vi.waitFor(() =>
    expect(opened.location.replace).toHaveBeenCalledWith('https://id.example.com/authorize'),
  )
  return { done }
}

describe('signing in with a window', () => {
  it('finishes with what the window hands over', async () => {
    answerCallback.mockResolvedValue({ kind: 'signedIn', session: { accessToken: 'at-1' } })
    const { handToWaitingTab } = await import('./sign-in-window.ts')
    const { done } = await begin()
    await expect(handToWaitingTab('s-1', '?code=c&state=s-1')).resolves.toBe(true)
    await expect(done).resolves.toEqual({ accessToken: 'at-1' })
    expect(String(answerCallback.mock.calls[0]?.[0])).toBe('code=c&state=s-1')
    expect(open.size).toBe(0)
  })

  it('hears only its own state, of the right shape and origin', async () => {
    answerCallback.mockResolvedValue({ kind: 'notOurs', state: 's-1' })
    const { done } = await begin()
    const answer = { kind: 'answer', state: 's-1', query: '?code=c' }
    for (const other of [
      { ...answer, state: 's-2' },
      { ...answer, more: 1 },
      { ...answer, query: 7 },
      'answer',
      null,
    ])
      say(other)
    say(answer, 'https://evil.example')
    expect(answerCallback).not.toHaveBeenCalled()
    say(answer)
    await expect(done).rejects.toThrow('used already')
  })

  it('gives way when it is asked to', async () => {
    const controller = new AbortController()
    const { done } = await begin(controller.signal)
    controller.abort()
    await expect(done).rejects.toMatchObject({ name: 'AbortError' })
    expect(open.size).toBe(0)
  })

  it('knows that nobody waits', async () => {
    vi.useFakeTimers()
    const { handToWaitingTab } = await import('./sign-in-window.ts')
    const handed = handToWaitingTab('s-1', '?code=c')
    await vi.advanceTimersByTimeAsync(5000)
    await expect(handed).resolves.toBe(false)
    vi.useRealTimers()
    expect(open.size).toBe(0)
  })
})
