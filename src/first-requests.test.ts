import { afterEach, expect, test, vi } from 'vitest'
import { loadConfig } from '~/lib/load-config.ts'

afterEach(() => vi.unstubAllGlobals())

test.each(['does not answer', 'sends a part and no more'])(
  'where the server %s for config.json, the console says so after a time',
  async (about) => {
    const limit = new AbortController()
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(limit.signal)
    vi.stubGlobal('document', { documentElement: { dataset: {} } })
    vi.stubGlobal('localStorage', { getItem: () => null })
    vi.stubGlobal('window', {})
    vi.stubGlobal('fetch', async (_: string, { signal }: RequestInit) => {
      const aborted = new Promise<never>((_resolve, reject) =>
        signal?.addEventListener('abort', () => reject(signal.reason)),
      )
      return about === 'does not answer'
        ? aborted
        : new Response(
            new ReadableStream({ start: (body) => void aborted.catch((cause) => body.error(cause)) }),
          )
    })
    vi.resetModules()
    await import('./first-requests.ts')
    expect(timeout).toHaveBeenCalledWith(15_000)
    const loading = expect(loadConfig(window.firstRequests?.config)).rejects.toThrow(
      'the server did not answer',
    )
    limit.abort(new DOMException('The operation timed out.', 'TimeoutError'))
    await loading
  },
)
