import { Link } from 'react-router'
import { config } from '~/lib/current-config.ts'
import { Button, buttonClass } from '~/ui/button.tsx'
import { Icon } from '~/ui/icon.tsx'
import { Kbd } from '~/ui/kbd.tsx'
import { Mark } from './mark.tsx'
import { PersonMenu } from './person-menu.tsx'
import { ThemeSwitch } from './theme-switch.tsx'

interface TopBarProps {
  onOpenJob: () => void
  onShortcuts: () => void
}

export function TopBar({ onOpenJob, onShortcuts }: TopBarProps) {
  return (
    <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-b bg-surface px-4 sm:px-6">
      <Link to="/" className="flex items-center gap-2 rounded-md font-semibold tracking-tight">
        <Mark />
        <span className="max-sm:sr-only">Jobs console</span>
      </Link>
      <button
        type="button"
        aria-keyshortcuts="Control+K Meta+K"
        className="ml-auto flex h-8 items-center gap-2 rounded-md border px-2.5 text-sm text-muted hover:bg-hover sm:mx-auto sm:w-72"
        onClick={onOpenJob}
      >
        <Icon name="search" />
        <span className="max-sm:sr-only">Open a job</span>
        <span aria-hidden="true" className="ml-auto max-sm:hidden">
          <Kbd keys="Mod+K" />
        </span>
      </button>
      {config().bigChange && (
        <Link to="/bigchange/jobs" className={buttonClass('quiet')}>
          <Icon name="case" />
          <span className="max-sm:sr-only">BigChange</span>
        </Link>
      )}
      <Link to="/activity" className={buttonClass('quiet')}>
        <Icon name="clock" />
        <span className="max-sm:sr-only">Activity</span>
      </Link>
      <ThemeSwitch />
      <Button variant="quiet" icon="help" iconOnly aria-keyshortcuts="?" onClick={onShortcuts}>
        Keyboard shortcuts
      </Button>
      <PersonMenu />
    </header>
  )
}
