import { useSyncExternalStore } from 'react'

let asked: string | null = null
const listeners = new Set<() => void>()

function set(entry: string | null): void {
  asked = entry
  for (const listener of listeners) listener()
}

/** Asks the frame to take back a write of the activity log; one at a time. */
export const askToUndo = (entry: string): void => set(entry)

/** The write is taken back, or the person left it. */
export const endUndo = (): void => set(null)

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The write that is being taken back, or null. */
export const useUndoRequest = (): string | null => useSyncExternalStore(subscribe, () => asked)

/** What `announce` offers after a write; nothing where the log could not keep it. */
export const withUndo = (written: { readonly entry?: string | null | undefined } | null) => {
  const entry = written?.entry
  return entry ? { action: { label: 'Undo', run: () => askToUndo(entry) } } : {}
}
