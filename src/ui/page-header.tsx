import { type ReactNode, useRef } from 'react'
import { Link } from 'react-router'
import { useFocusOnArrival, usePageTitle } from './page-title.ts'

interface PageHeaderProps {
  /** The page's h1 and the name of the browser's tab. */
  title: string
  /** The pages above this one, the nearest last. */
  breadcrumb?: readonly { to: string; label: string }[]
  /** Beside the title: a badge, a copy button. */
  beside?: ReactNode
  actions?: ReactNode
  /** A line below the title. */
  children?: ReactNode
}

/** Give it a `key` (the entity's id) where one page follows another of its kind, so that the arrival is noticed. */
export function PageHeader({ title, breadcrumb = [], beside, actions, children }: PageHeaderProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  usePageTitle(title)
  useFocusOnArrival(heading)
  return (
    <header className="flex flex-wrap items-end gap-x-4 gap-y-2 pb-4">
      <div className="min-w-0 flex-1 basis-72">
        {breadcrumb.length > 0 && (
          <nav aria-label="Breadcrumb">
            <ol className="flex flex-wrap gap-x-1.5 text-sm text-muted">
              {breadcrumb.map(({ to, label }) => (
                <li key={to} className="flex gap-1.5">
                  <Link to={to} className="rounded-sm hover:text-ink hover:underline">
                    {label}
                  </Link>
                  <span aria-hidden="true">/</span>
                </li>
              ))}
            </ol>
          </nav>
        )}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 ref={heading} tabIndex={-1} className="min-w-0 text-xl tracking-tight wrap-anywhere">
            {title}
          </h1>
          {beside}
        </div>
        {children && <div className="mt-0.5 text-muted">{children}</div>}
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </header>
  )
}
