import { useState } from 'react'
import type { Entity } from '~/api/entity.ts'
import { usePatchTarget } from '~/api/targets.ts'
import { config } from '~/lib/current-config.ts'
import { asProblem } from '~/lib/problem.ts'
import { announce } from '~/ui/announce.ts'
import { Button } from '~/ui/button.tsx'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { isUnderWay } from './target-words.ts'

/** Runs a target again, where the settings say how. */
export function RetryButton({ jobId, target }: { jobId: string; target: Entity }) {
  const { retry } = config().contentHub
  const patch = usePatchTarget(jobId, 'retry')
  const [asked, setAsked] = useState(false)
  if (retry?.strategy !== 'patch') return null
  const underWay = isUnderWay(target)
  const run = () => {
    setAsked(true)
    patch.mutate(
      { target, changes: { properties: retry.properties } },
      { onSuccess: () => announce(`Target ${target.id} will be run again`) },
    )
  }
  return (
    <>
      {patch.error && asked && (
        <div className="order-last basis-full">
          <ProblemAlert problem={asProblem(patch.error)} onRetry={run} />
        </div>
      )}
      <Button variant="primary" icon="retry" busy={patch.isPending} disabled={underWay} onClick={run}>
        {underWay ? 'Under way' : 'Retry'}
      </Button>
    </>
  )
}
