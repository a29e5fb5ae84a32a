import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

interface AlertProps {
  /** What failed. */
  title: string
  /** Why, and what to do next. */
  children?: ReactNode
  /** A button or link that does it. */
  action?: ReactNode
}

/** A problem, in the place where it happened. */
export function Alert({ title, children, action }: AlertProps) {
  return (
    <div
      role="alert"
      className="flex gap-2.5 rounded-lg border border-bad-fill bg-bad-soft px-3 py-2 text-sm"
    >
      <Icon name="error" className="mt-0.5 text-bad" />
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-48 wrap-anywhere">
          <p className="font-semibold text-bad">{title}</p>
          {children}
        </div>
        {action}
      </div>
    </div>
  )
}
