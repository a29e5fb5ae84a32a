import { heldLocks } from '~/lib/held-locks.ts'
import { openChannel } from '~/lib/open-channel.ts'

const prefixOf = (scope: string, of: string) => `${scope} editing ${of} `

/** The pages that edit an entity at this moment; `scope` names the person. */
export const pagesEditing = (scope: string, of: string): Promise<ReadonlySet<string>> =>
  heldLocks(prefixOf(scope, of))

/**
 * Says to the person's other tabs that a page edits an entity, and tells which others do, at every change. Each holds a
 * Web Lock of its own for as long as it does, and waits for those of the others: whatever ends a page gives its lock
 * back. Gives what ends it.
 */
export function enterEditor(
  scope: string,
  of: string,
  page: string,
  onOthers: (pages: ReadonlySet<string>) => void,
): () => void {
  const prefix = prefixOf(scope, of)
  const leaving = new AbortController()
  const { signal } = leaving
  const channel = openChannel(scope)
  const others = new Set<string>()

  const tell = () => {
    if (!signal.aborted) onOthers(new Set(others))
  }
  const meet = (other: string) => {
    if (other === page || others.has(other)) return
    others.add(other)
    tell()
    const waits = navigator.locks.request(prefix + other, { signal }, () => others.delete(other))
    waits.then(tell, () => {})
  }
  channel?.addEventListener('message', ({ data }) => {
    if (typeof data === 'string' && data.startsWith(prefix)) meet(data.slice(prefix.length))
  })

  const hold = async () => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of this origin alone
    channel?.postMessage(prefix + page)
    for (const other of await heldLocks(prefix)) meet(other)
    // Also that nobody is there: whoever asked before may have met a page that was just ending.
    tell()
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve))
  }
  navigator.locks.request(prefix + page, { signal }, hold).catch(() => {})
  return () => {
    leaving.abort()
    channel?.close()
  }
}
