import { Autocomplete as Base } from '@base-ui/react/autocomplete'
import { useState } from 'react'
import { Dialog } from './dialog.tsx'
import { Icon, type IconName } from './icon.tsx'
import { Kbd } from './kbd.tsx'
import { takeTyping } from './shortcuts.ts'

export interface Command {
  label: string
  icon?: IconName
  keys?: string
  run: () => void
}

interface CommandListProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  placeholder: string
  /** What can be done, given what was typed; the list itself narrows it no further. */
  commands: (text: string) => readonly Command[]
  empty: string
}

/** A dialog in which one types what to do. */
export function CommandList({ open, onOpenChange, title, placeholder, commands, empty }: CommandListProps) {
  const [text, setText] = useState('')
  const offered = commands(text.trim())
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title}>
      <Base.Root
        inline
        open
        autoHighlight="always"
        keepHighlight
        items={offered}
        filter={null}
        itemToStringValue={(command: Command) => command.label}
        value={text}
        onValueChange={(value, { reason }) => {
          if (reason !== 'item-press') setText(value)
        }}
      >
        <Base.Input
          aria-label={placeholder}
          placeholder={placeholder}
          className="control"
          onFocus={() => {
            const typed = takeTyping()
            setText((before) => before + typed)
          }}
        />
        <Base.Empty className="px-2 pt-3 text-sm text-muted empty:hidden">{empty}</Base.Empty>
        <Base.List className="mt-2 max-h-80 overflow-y-auto text-sm">
          {(command: Command) => (
            <Base.Item
              key={command.label}
              value={command}
              onClick={() => {
                onOpenChange(false)
                command.run()
              }}
              className="flex min-h-8 items-center gap-2 rounded-sm px-2 outline-none select-none data-highlighted:bg-hover"
            >
              {command.icon && <Icon name={command.icon} className="text-muted" />}
              <span className="min-w-0 flex-1 wrap-anywhere">{command.label}</span>
              {command.keys && <Kbd keys={command.keys} />}
            </Base.Item>
          )}
        </Base.List>
      </Base.Root>
    </Dialog>
  )
}
