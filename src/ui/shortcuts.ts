import { useLayoutEffect, useRef } from 'react'
import { readPreference } from '~/lib/preference.ts'

export interface Shortcut {
  /** As `KeyboardEvent.key` says it, letters in capitals: "J", "?", "Escape"; "Mod+K" is Ctrl+K or Cmd+K. */
  keys: string
  /** What it does, for the list: "Next target". */
  label: string
  /** False where text fields have a use of their own for the keys; those without "Mod+" never act there. */
  whileTyping?: boolean
  run: () => void
}

type Group = Readonly<{ current: readonly Shortcut[] }>

let groups: readonly Group[] = []

/** Is dispatched on the window when other shortcuts act than before. */
export const shortcutsChanged = 'shortcuts'

function setGroups(next: readonly Group[]): void {
  groups = next
  window.dispatchEvent(new Event(shortcutsChanged))
}

/** Makes keys act while the caller is shown; who came last wins. Where people type only "Mod+…" acts, under a dialog none. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const group = useRef(shortcuts)
  // Before the paint: a key pressed at what has just been shown must act on it.
  useLayoutEffect(() => {
    group.current = shortcuts
  })
  useLayoutEffect(() => {
    setGroups([...groups, group])
    return () => setGroups(groups.filter((other) => other !== group))
  }, [])
}

/** What acts now; a later one outdoes those of the same keys before it. */
export const shortcutsNow = (): readonly Shortcut[] => groups.flatMap(({ current }) => current)

/** Name of the preference that turns keys without Ctrl "off", for those whose speech input types them (WCAG 2.1.4). */
export const singleKeysPreference = 'single-keys'

const typing =
  'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable=true], [role=menu], [role=listbox]'
/** What takes the keys for itself while it is open. */
export const modal = '[role=dialog], [role=alertdialog]'

function keysOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key
  return event.ctrlKey || event.metaKey ? `Mod+${key}` : key
}

function shortcutOf(event: KeyboardEvent): Shortcut | undefined {
  if (event.isComposing || event.altKey || document.querySelector(modal)) return undefined
  const keys = keysOf(event)
  if (keys.length === 1 && readPreference(singleKeysPreference) === 'off') return undefined
  // An editor may sit in a shadow root, which the event's own target does not tell.
  const inner = event.composedPath()[0]
  const isTyping = inner instanceof Element && inner.closest(typing) !== null
  return shortcutsNow().findLast(
    (one) => one.keys === keys && (!isTyping || (one.whileTyping ?? keys.startsWith('Mod+'))),
  )
}

let typedAhead = ''
let heldUntil = 0

/** What is typed from now on is kept for a field that is on its way, for two seconds at most. */
export function holdTyping(): void {
  typedAhead = ''
  heldUntil = performance.now() + 2_000
}

/** What was typed for the field that has the focus now. */
export function takeTyping(): string {
  const typed = typedAhead
  typedAhead = ''
  heldUntil = 0
  return typed
}

/** Keeps a key that is meant for the field on its way. Enter does nothing yet, and nothing to what has the focus still. */
function held({ key, isComposing, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (performance.now() > heldUntil || isComposing || altKey || ctrlKey || metaKey) return false
  if (key === 'Backspace') typedAhead = typedAhead.slice(0, -1)
  else if (key.length === 1) typedAhead += key
  else return key === 'Enter'
  return true
}

// Looked up on the way down, when the dialog that this very Escape closes is still there; run on the way up, if nobody took it.
let meant: Shortcut | undefined
window.addEventListener(
  'keydown',
  (event) => {
    if (held(event)) {
      event.preventDefault()
      event.stopPropagation()
    } else meant = shortcutOf(event)
  },
  true,
)
window.addEventListener('keydown', (event) => {
  if (!meant || event.defaultPrevented) return
  event.preventDefault()
  meant.run()
})
