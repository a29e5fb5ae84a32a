import type { Problem } from '~/lib/problem.ts'
import { Alert } from './alert.tsx'
import { Button } from './button.tsx'

interface ProblemAlertProps {
  readonly problem: Problem
  /** Offers "Try again". */
  readonly onRetry?: () => void
}

/** What failed, why, and what to do next, in the place where it happened. */
export function ProblemAlert({ problem, onRetry }: ProblemAlertProps) {
  return (
    <Alert title={problem.what} action={onRetry && <Button onClick={onRetry}>Try again</Button>}>
      <p className="wrap-anywhere">{problem.why}</p>
      <p>{problem.next}</p>
    </Alert>
  )
}
