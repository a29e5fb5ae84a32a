import { useSyncExternalStore } from 'react'

const changed = new EventTarget()
const remembered = new Map<string, string | null>()
const prefix = 'jobs-console.'

/** What this browser remembers under a name; null where nothing is, or where storage is forbidden. */
export function readPreference(name: string): string | null {
  if (remembered.has(name)) return remembered.get(name) ?? null
  let value: string | null = null
  try {
    value = localStorage.getItem(prefix + name)
  } catch {
    // Storage is forbidden: the choice lasts as long as the page.
  }
  remembered.set(name, value)
  return value
}

/** Remembers a choice of the person in this browser; null forgets it. Works without storage until the page is left. */
export function writePreference(name: string, value: string | null): void {
  remembered.set(name, value)
  try {
    if (value === null) localStorage.removeItem(prefix + name)
    else localStorage.setItem(prefix + name, value)
  } catch {
    // Full or forbidden: the choice lasts as long as the page.
  }
  changed.dispatchEvent(new Event(name))
}

/** A remembered choice and how to change it; every place that shows it follows, in other tabs too. */
export function usePreference(name: string): readonly [string | null, (value: string | null) => void] {
  const value = useSyncExternalStore(
    (notify) => {
      changed.addEventListener(name, notify)
      return () => changed.removeEventListener(name, notify)
    },
    () => readPreference(name),
  )
  return [value, (next) => writePreference(name, next)]
}

globalThis.addEventListener?.('storage', ({ key }) => {
  if (!key?.startsWith(prefix)) return
  const name = key.slice(prefix.length)
  remembered.delete(name)
  changed.dispatchEvent(new Event(name))
})
