import { useSyncExternalStore } from 'react'

export interface Outcome {
  id: number
  text: string
}

let current: Outcome | null = null
const listeners = new Set<() => void>()

function set(outcome: Outcome | null): void {
  current = outcome
  for (const listener of listeners) listener()
}

/** Says the outcome of what a person did ("Saved"), on the screen and to assistive technology; the newest one shows. */
export const announce = (text: string): void => set({ id: (current?.id ?? 0) + 1, text })

export const dismissOutcome = (): void => set(null)

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useOutcome = (): Outcome | null => useSyncExternalStore(subscribe, () => current)
