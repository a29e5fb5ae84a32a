import { useEffect, useReducer } from 'react'
import { usePreference } from '~/lib/preference.ts'
import { Dialog } from '~/ui/dialog.tsx'
import { Kbd } from '~/ui/kbd.tsx'
import { shortcutsChanged, shortcutsNow, singleKeysPreference } from '~/ui/shortcuts.ts'
import { Switch } from '~/ui/switch.tsx'

/** Lists the keys that act on this page. Load it lazily. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const [, follow] = useReducer((changes: number) => changes + 1, 0)
  useEffect(() => {
    window.addEventListener(shortcutsChanged, follow)
    return () => window.removeEventListener(shortcutsChanged, follow)
  }, [])
  const shortcuts = new Map(shortcutsNow().map((one) => [one.keys, one])).values()
  const [singleKeys, setSingleKeys] = usePreference(singleKeysPreference)
  return (
    <Dialog open onOpenChange={onClose} title="Keyboard shortcuts">
      <dl className="text-sm">
        {[...shortcuts].map(({ keys, label }) => (
          <div key={keys} className="flex items-center justify-between gap-4 border-b py-1.5">
            <dt>{label}</dt>
            <dd>
              <Kbd keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
      <div className="pt-3">
        <Switch
          label="Shortcuts of a single key"
          hint="Turn them off if you dictate, or press keys by accident."
          checked={singleKeys !== 'off'}
          onChange={(event) => setSingleKeys(event.target.checked ? null : 'off')}
        />
      </div>
    </Dialog>
  )
}
