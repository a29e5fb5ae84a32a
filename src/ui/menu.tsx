import { Menu as Base } from '@base-ui/react/menu'
import { type FocusEvent, type RefObject, useRef } from 'react'
import { Icon, type IconName } from './icon.tsx'
import { Kbd } from './kbd.tsx'

/** An action, a choice that can be on or off (the menu stays open), or a line between groups. */
export type MenuItem =
  | {
      label: string
      onSelect: () => void
      icon?: IconName
      keys?: string
      danger?: boolean
      disabled?: boolean
    }
  | { label: string; checked: boolean; onCheckedChange: (checked: boolean) => void; disabled?: boolean }
  | 'separator'

export interface MenuProps {
  label: string
  items: readonly MenuItem[]
  anchor: RefObject<HTMLElement | null>
  /** Where in the document the popup is put: within the landmark of its button. */
  place: RefObject<HTMLElement | null>
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** The popup of `MenuButton`, which loads it. */
export function Menu({ label, items, anchor, place, open, onOpenChange }: MenuProps) {
  const arrived = useRef(false)
  // Without a trigger of its own Base UI puts the focus on the popup; it belongs on the first item.
  const onFocus = ({ target, currentTarget }: FocusEvent) => {
    if (arrived.current || target !== currentTarget) return
    arrived.current = true
    currentTarget.querySelector<HTMLElement>('[role^=menuitem]')?.focus()
  }
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal container={place}>
        <Base.Positioner anchor={anchor} positionMethod="fixed" sideOffset={4} align="end" className="z-50">
          <Base.Popup
            aria-label={label}
            finalFocus={anchor}
            onFocus={onFocus}
            className="popup max-h-(--available-height) min-w-44 overflow-y-auto p-1 text-sm"
          >
            {items.map((item, index) => (
              <Item key={item === 'separator' ? index : item.label} item={item} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

const row =
  'flex min-h-7 items-center gap-2 rounded-sm px-2 outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover'

function Item({ item }: { item: MenuItem }) {
  if (item === 'separator') return <Base.Separator className="my-1 h-px bg-line" />
  if ('checked' in item)
    return (
      <Base.CheckboxItem
        className={row}
        checked={item.checked}
        disabled={item.disabled ?? false}
        onCheckedChange={item.onCheckedChange}
      >
        <span className="size-4">{item.checked && <Icon name="check" className="text-accent-ink" />}</span>
        {item.label}
      </Base.CheckboxItem>
    )
  return (
    <Base.Item
      className={`${row} ${item.danger ? 'text-bad' : ''}`}
      disabled={item.disabled ?? false}
      onClick={item.onSelect}
    >
      {item.icon && <Icon name={item.icon} className={item.danger ? '' : 'text-muted'} />}
      <span className="flex-1">{item.label}</span>
      {item.keys && <Kbd keys={item.keys} />}
    </Base.Item>
  )
}
