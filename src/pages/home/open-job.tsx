import { type FormEvent, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { appPath, config } from '~/lib/current-config.ts'
import { fromOtherHost } from '~/pages/jobs/other-host-note.tsx'
import { Button } from '~/ui/button.tsx'
import { useShortcuts } from '~/ui/shortcuts.ts'
import { TextField } from '~/ui/text-field.tsx'
import { readJobAddress } from './read-job-address.ts'

// On a phone the keyboard would cover the list below.
const hasKeyboard = () => window.matchMedia('(pointer: fine)').matches

/** One box that takes an id, an address of Content Hub or an address of this console. */
export function OpenJob() {
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  useShortcuts([{ keys: '/', label: 'Open a job', run: () => input.current?.focus() }])
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const address = readJobAddress(text, { portalUrl: config().contentHub.portalUrl, pathOf: appPath })
    if (address.kind === 'page') return navigate(address.to)
    if (address.kind === 'job') {
      const state = address.otherHost === null ? null : fromOtherHost(address.otherHost)
      return navigate(`/jobs/${address.jobId}`, { state })
    }
    setProblem(address.message)
    input.current?.focus()
  }
  return (
    <form noValidate onSubmit={onSubmit} className="flex items-start gap-2">
      <div className="min-w-0 flex-1">
        <TextField
          ref={input}
          label="Open a job"
          hint={problem ? undefined : 'A job id, or an address pasted from Content Hub or from this console.'}
          error={problem}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setProblem(undefined)
          }}
          placeholder="39309"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page is there for this one field
          autoFocus={hasKeyboard()}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="go"
        />
      </div>
      <Button type="submit" variant="primary" className="mt-6">
        Open
      </Button>
    </form>
  )
}
