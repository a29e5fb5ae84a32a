import { useState } from 'react'
import { useTimeZone } from '~/lib/time-zone.ts'
import { Dialog } from '~/ui/dialog.tsx'
import { Select } from '~/ui/select.tsx'
import { Time } from '~/ui/time.tsx'

const here = new Intl.DateTimeFormat().resolvedOptions().timeZone
const others = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])]

/** In which zone this browser shows times. Load it lazily. */
export function TimeZoneDialog({ onClose }: { onClose: () => void }) {
  const [zone, setZone] = useTimeZone()
  const [now] = useState(() => new Date().toISOString())
  return (
    <Dialog open onOpenChange={onClose} title="Time zone">
      <div className="grid gap-3">
        <Select
          label="Times are shown in"
          value={zone ?? ''}
          options={[
            { value: '', label: `This computer’s zone (${here})` },
            ...others.map((name) => ({ value: name, label: name })),
          ]}
          onChange={({ target }) => setZone(target.value || undefined)}
        />
        <p className="text-sm text-muted">
          Now it is <Time iso={now} as="beside" />. What is sent stays as it came, whatever is shown.
        </p>
      </div>
    </Dialog>
  )
}
