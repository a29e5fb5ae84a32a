/** A channel to the other tabs; undefined where the browser forbids even this: then they are not told, and tell nothing. */
export function openChannel(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name)
  } catch {
    return undefined
  }
}
