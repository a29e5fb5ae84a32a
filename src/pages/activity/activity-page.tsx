import { useState } from 'react'
import { exportActivity, useActivity } from '~/api/activity.ts'
import { unkeptWrites } from '~/api/unkept-writes.ts'
import { formatCount } from '~/lib/format.ts'
import { asProblem, type Problem } from '~/lib/problem.ts'
import { useSession } from '~/session/session.ts'
import { Button } from '~/ui/button.tsx'
import { Note } from '~/ui/note.tsx'
import { PageHeader } from '~/ui/page-header.tsx'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { saveFile } from '~/ui/save-file.ts'
import { Skeleton } from '~/ui/skeleton.tsx'
import { Operations } from './operations.tsx'
import { Writes } from './writes.tsx'

/** What this person did from this browser. */
export function ActivityPage() {
  const { data: entries, error, refetch } = useActivity()
  const unkept = unkeptWrites()
  return (
    <div className="mx-auto grid max-w-4xl grid-cols-1 gap-4">
      <PageHeader title="Activity" actions={entries && entries.length > 0 && <ExportButton />}>
        What you have written to Content Hub from this browser, and kept here alone.
      </PageHeader>
      {unkept > 0 && (
        <Note tone="warn">
          {formatCount(unkept, 'write')} of this page could not be kept: the log is not complete.
        </Note>
      )}
      <Operations />
      {error && <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />}
      {entries ? <Writes entries={entries} /> : !error && <Skeleton label="Loading activity" lines={9} />}
    </div>
  )
}

function ExportButton() {
  const sub = useSession().person?.sub ?? ''
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const save = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      const text = await exportActivity(sub)
      saveFile(`activity-${new Date().toISOString().slice(0, 10)}.json`, 'application/json', text)
    } catch (error) {
      setProblem(asProblem(error, 'The activity log could not be exported.'))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      {problem && <ProblemAlert problem={problem} />}
      <Button icon="download" busy={busy} onClick={() => void save()}>
        Export
      </Button>
    </>
  )
}
