import { isRouteErrorResponse, useLocation, useNavigate, useRouteError } from 'react-router'
import { asProblem } from '~/lib/problem.ts'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { NotFoundPage } from './not-found-page.tsx'

/** What a page shows that could not be shown; the frame around it stays. */
export function RouteProblem() {
  const error = useRouteError()
  const location = useLocation()
  const navigate = useNavigate()
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFoundPage />
  return (
    <ProblemAlert
      problem={asProblem(error, 'This page could not be shown.')}
      onRetry={() => void navigate(location, { replace: true, state: location.state })}
    />
  )
}
