import { useLocation, useNavigate } from 'react-router'
import { config } from '~/lib/current-config.ts'
import { isEntityId } from '~/lib/entity-id.ts'
import { type Command, CommandList } from '~/ui/command-list.tsx'
import { themes, useTheme } from './theme.ts'

interface CommandPaletteProps {
  onClose: () => void
  onShortcuts: () => void
  onSignOut: () => void
}

/** Everything by its name: a job by its id, the pages of the current job, settings. Load it lazily. */
export function CommandPalette({ onClose, onShortcuts, onSignOut }: CommandPaletteProps) {
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const [theme, setTheme] = useTheme()

  const page = (label: string, to: string): Command => ({ label, icon: 'next', run: () => void navigate(to) })
  const jobId = /^\/jobs\/(\d+)/.exec(pathname)?.[1]
  const fixed: Command[] = [
    ...(jobId
      ? [
          page(`Overview of job ${jobId}`, `/jobs/${jobId}`),
          page(`Targets of job ${jobId}`, `/jobs/${jobId}/targets`),
          page(`Failures of job ${jobId} by cause`, `/jobs/${jobId}/failures`),
          page(`Description of job ${jobId}`, `/jobs/${jobId}/description`),
        ]
      : []),
    page('Recent and pinned jobs', '/'),
    ...(config().bigChange ? [page('BigChange jobs', '/bigchange/jobs')] : []),
    page('Activity', '/activity'),
    ...themes
      .filter((one) => one !== theme)
      .map((one): Command => ({ label: `Use ${one} theme`, icon: one, run: () => setTheme(one) })),
    { label: 'Keyboard shortcuts', icon: 'help', keys: '?', run: onShortcuts },
    { label: 'Sign out', icon: 'signOut', run: onSignOut },
  ]
  const commands = (text: string): Command[] => [
    ...(isEntityId(text) ? [{ ...page(`Open job ${text}`, `/jobs/${text}`), icon: 'search' as const }] : []),
    ...(isEntityId(text) && config().bigChange
      ? [
          {
            ...page(`Open BigChange job ${text}`, `/bigchange/jobs/${text}`),
            icon: 'search' as const,
          },
        ]
      : []),
    ...fixed.filter(({ label }) => label.toLowerCase().includes(text.toLowerCase())),
  ]
  return (
    <CommandList
      open
      onOpenChange={onClose}
      title="Command palette"
      placeholder="A job id, or what to do"
      commands={commands}
      empty="Nothing matches. A job id is a whole number."
    />
  )
}
