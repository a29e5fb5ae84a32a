import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { createBrowserRouter } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { queryClient } from '~/api/query-client.ts'
import { basePath } from '~/lib/current-config.ts'
import { useSession } from '~/session/session.ts'
import { routes } from './routes.tsx'

/** The console of a signed-in person. Leaving it forgets everything that was read. */
export function Console() {
  const [router] = useState(() => createBrowserRouter(routes, { basename: basePath() }))
  const { status } = useSession()
  useEffect(() => () => queryClient.clear(), [])
  useEffect(() => {
    // Signed in again over the page: what could not be read meanwhile is read now.
    if (status === 'signedIn')
      void queryClient.refetchQueries({ predicate: ({ state }) => state.status === 'error' })
  }, [status])
  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  )
}
