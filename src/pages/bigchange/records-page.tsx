import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { jobRecordsQuery } from '~/api/job-records.ts'
import { isEntityId } from '~/lib/entity-id.ts'
import { Button } from '~/ui/button.tsx'
import { Note } from '~/ui/note.tsx'
import { PageHeader } from '~/ui/page-header.tsx'
import { useShortcuts } from '~/ui/shortcuts.ts'
import { TextField } from '~/ui/text-field.tsx'
import { RecordList } from './record-list.tsx'
import { readListAddress, listSearch } from './list-address.ts'

/** Opens a job of BigChange by its id or its reference; several of one reference are listed. */
export function RecordsPage() {
  const [search] = useSearchParams()
  const { page, mistyped } = readListAddress(search)
  return (
    <div className="mx-auto grid max-w-4xl grid-cols-1 gap-6 sm:pt-6">
      <div>
        <PageHeader title="BigChange jobs" />
        <OpenRecord key={page.reference} reference={page.reference} />
      </div>
      {mistyped.length > 0 && (
        <Note tone="warn">
          The address bears a value that is none: {mistyped.join(', ')}. The usual one is taken.
        </Note>
      )}
      {page.reference ? (
        <RecordList page={page} />
      ) : (
        <p className="text-muted">
          BigChange lists no jobs without a filter: enter an id, or a reference that one or several jobs bear.
        </p>
      )}
    </div>
  )
}

function OpenRecord({ reference }: { reference: string }) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const [, setSearch] = useSearchParams()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(reference)
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  // Which answer is still waited for: none that comes after the page was left, or something else was asked.
  const asked = useRef(0)
  useEffect(() => () => void (asked.current += 1), [])
  useShortcuts([{ keys: '/', label: 'Open a job', run: () => input.current?.focus() }])

  const openReference = async (reference: string) => {
    const page = { ...readListAddress(new URLSearchParams()).page, reference }
    const mine = (asked.current += 1)
    setBusy(true)
    // What fails is told by the list.
    const found = await client.query({ ...jobRecordsQuery(page), staleTime: 0 }).catch(() => [])
    if (asked.current !== mine) return
    setBusy(false)
    const [only, second] = found
    if (only && !second) await navigate(`/bigchange/jobs/${only.id}`)
    else setSearch(listSearch(page))
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const said = text.trim()
    if (isEntityId(said)) return navigate(`/bigchange/jobs/${said}`)
    if (said !== '') return openReference(said)
    setProblem('Enter a job id such as 214503377, or a reference.')
    input.current?.focus()
  }
  return (
    <form noValidate onSubmit={(event) => void onSubmit(event)} className="flex items-start gap-2">
      <div className="min-w-0 flex-1">
        <TextField
          ref={input}
          label="Open a job"
          hint={problem ? undefined : 'A job id, or a reference exactly as BigChange has it.'}
          error={problem}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setProblem(undefined)
          }}
          placeholder="214503377"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="go"
        />
      </div>
      <Button type="submit" variant="primary" busy={busy} className="mt-6">
        Open
      </Button>
    </form>
  )
}
