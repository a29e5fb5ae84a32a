import { useSyncExternalStore } from 'react'

interface Announcement {
  /** What can be done about it for as long as it shows: "Undo". */
  readonly action?: { readonly label: string; readonly run: () => void } | undefined
  /** Not the outcome yet: it is being worked on. */
  readonly busy?: boolean
}

export interface Outcome extends Announcement {
  readonly id: number
  readonly text: string
}

let current: Outcome | null = null
let last = 0
const listeners = new Set<() => void>()

function set(outcome: Outcome | null): void {
  current = outcome
  for (const listener of listeners) listener()
}

/** Says the outcome of what a person did ("Saved"), on the screen and to assistive technology; the newest one shows. */
export function announce(text: string, more: Announcement = {}): void {
  last += 1
  set({ ...more, id: last, text })
}

export const dismissOutcome = (): void => set(null)

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useOutcome = (): Outcome | null => useSyncExternalStore(subscribe, () => current)
