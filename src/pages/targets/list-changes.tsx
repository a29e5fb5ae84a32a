import { formatNumber } from '~/lib/format.ts'
import { asProblem } from '~/lib/problem.ts'
import { Button } from '~/ui/button.tsx'
import { useListChanges } from './use-list-changes.ts'
import type { ShownPage } from './use-target-list.ts'

interface ListChangesProps {
  readonly jobId: string
  readonly shown: ShownPage
}

/** How many rows have changed since they were read, in a line that is as high without it. Load it lazily. */
export function ListChanges({ jobId, shown }: ListChangesProps) {
  const { changed, show, error, tryAgain } = useListChanges(jobId, shown)
  const problem = error && `Changes are not followed: ${asProblem(error).why}`
  return (
    <output className="flex h-7 min-w-0 flex-1 items-center gap-2 text-sm">
      {changed > 0 && (
        <>
          {formatNumber(changed)} changed
          <Button size="small" onClick={show}>
            Show
          </Button>
        </>
      )}
      {problem && (
        <>
          <span className="truncate text-warn" title={problem}>
            {problem}
          </span>
          <Button size="small" onClick={tryAgain}>
            Try again
          </Button>
        </>
      )}
    </output>
  )
}
