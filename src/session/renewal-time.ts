const second = 1000
const apart = 5 * second

/** Whether a renewal may be tried again after one at that time. */
export const mayTryAgain = (last: number): boolean => Date.now() >= last + apart

/**
 * When the next renewal is due, in milliseconds since 1970: a minute, or a third of the lifetime, before the token
 * ends, and five seconds after the last; after failures that may pass, with growing pauses. Null once these would
 * reach past the end of the token: then the next request, or the network's return, tries again.
 */
export function renewalTime(
  token: { expiresAt: number; lifetime: number },
  { last, failures }: { last: number; failures: number },
): number | null {
  const pause = Math.min(60 * second, apart * 2 ** Math.max(0, failures - 1))
  const due = Math.max(token.expiresAt - Math.min(60 * second, token.lifetime / 3), last + pause)
  return failures > 0 && due > token.expiresAt ? null : due
}
