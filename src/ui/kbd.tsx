const mac = /mac|iphone|ipad/i.test(navigator.userAgent)

/** A key or a combination as `useShortcuts` writes it: "J", "Mod+K", "?". */
export function Kbd({ keys }: { keys: string }) {
  return (
    <kbd className="rounded-sm border bg-sunken px-1 text-xs whitespace-nowrap text-muted">
      {keys.replace('Mod+', mac ? '⌘ ' : 'Ctrl ')}
    </kbd>
  )
}
