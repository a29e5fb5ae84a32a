import { type ComponentProps, type ReactNode, Suspense, useRef, useState } from 'react'
import { Button } from './button.tsx'
import { lazyPart } from './lazy-part.tsx'
import type { MenuItem } from './menu.tsx'

const Menu = lazyPart(async () => (await import('./menu.tsx')).Menu, 'over')

type MenuButtonProps = Omit<ComponentProps<typeof Button>, 'onClick' | 'ref' | 'children'> & {
  /** The button's name, and the menu's. */
  label: string
  items: readonly MenuItem[]
  /** What the button shows, if not its name. */
  children?: ReactNode
}

/** A plain button whose menu is loaded when somebody is about to use it. */
export function MenuButton({ label, items, children, ...rest }: MenuButtonProps) {
  const button = useRef<HTMLButtonElement>(null)
  const place = useRef<HTMLSpanElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        {...rest}
        ref={button}
        aria-haspopup="menu"
        aria-expanded={open}
        onPointerEnter={Menu.preload}
        onFocus={Menu.preload}
        onClick={() => setOpen(true)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return
          event.preventDefault()
          setOpen(true)
        }}
      >
        {children ?? label}
      </Button>
      {open && (
        <span ref={place} className="absolute">
          <Suspense>
            <Menu label={label} items={items} anchor={button} place={place} open onOpenChange={setOpen} />
          </Suspense>
        </span>
      )}
    </>
  )
}
