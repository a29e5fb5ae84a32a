import { signOut, useSession } from '~/session/session.ts'
import { Icon } from '~/ui/icon.tsx'
import { MenuButton } from '~/ui/menu-button.tsx'

/** The signed-in person's name, and the way out. */
export function PersonMenu() {
  const session = useSession()
  if (!session.person) return null
  const { name } = session.person
  return (
    <MenuButton
      variant="quiet"
      label={name}
      items={[{ label: 'Sign out', icon: 'signOut', onSelect: () => void signOut() }]}
    >
      <Icon name="person" />
      <span className="max-w-40 truncate max-sm:sr-only">{name}</span>
    </MenuButton>
  )
}
