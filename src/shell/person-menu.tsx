import { Suspense, useState } from 'react'
import { signOut, useSession } from '~/session/session.ts'
import { Icon } from '~/ui/icon.tsx'
import { lazyPart } from '~/ui/lazy-part.tsx'
import { MenuButton } from '~/ui/menu-button.tsx'

const TimeZoneDialog = lazyPart(async () => (await import('./time-zone-dialog.tsx')).TimeZoneDialog, 'over')

/** The signed-in person's name, what is the person's own, and the way out. */
export function PersonMenu() {
  const session = useSession()
  const [zoning, setZoning] = useState(false)
  if (!session.person) return null
  const { name } = session.person
  return (
    <>
      <MenuButton
        variant="quiet"
        label={name}
        items={[
          { label: 'Time zone', icon: 'clock', onSelect: () => setZoning(true) },
          { label: 'Sign out', icon: 'signOut', onSelect: () => void signOut() },
        ]}
      >
        <Icon name="person" />
        <span className="max-w-40 truncate max-sm:sr-only">{name}</span>
      </MenuButton>
      {zoning && (
        <Suspense>
          <TimeZoneDialog onClose={() => setZoning(false)} />
        </Suspense>
      )}
    </>
  )
}
