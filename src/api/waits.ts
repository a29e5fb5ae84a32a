import { useSyncExternalStore } from 'react'

/** Until when each system wants no calls: its name, and a time in milliseconds by this computer's clock. */
export type Waits = Readonly<Record<string, number>>

let waits: Waits | undefined
const listeners = new Set<() => void>()

/** Says that a system wants no calls for so many milliseconds. */
export function tellWait(system: string, milliseconds: number): void {
  waits = { ...waits, [system]: Math.max(waits?.[system] ?? 0, Date.now() + milliseconds) }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What was told, also when it is over; undefined where no system ever asked. */
export const useWaits = (): Waits | undefined => useSyncExternalStore(subscribe, () => waits)
