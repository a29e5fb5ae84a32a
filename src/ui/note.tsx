import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

const tones = {
  info: { icon: 'info', look: 'bg-sunken', mark: 'text-info' },
  warn: { icon: 'warning', look: 'border-warn-fill bg-warn-soft', mark: 'text-warn' },
} as const

interface NoteProps {
  tone?: keyof typeof tones
  children: ReactNode
  action?: ReactNode
}

/** Something worth knowing that is no failure. */
export function Note({ tone = 'info', children, action }: NoteProps) {
  const { icon, look, mark } = tones[tone]
  return (
    <output className={`flex gap-2.5 rounded-lg border px-3 py-2 text-sm ${look}`}>
      <Icon name={icon} className={`mt-0.5 ${mark}`} />
      <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-2">
        <span className="min-w-0 flex-1 basis-48 wrap-anywhere">{children}</span>
        {action}
      </span>
    </output>
  )
}
