import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { createBrowserRouter } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { queryClient } from '~/api/query-client.ts'
import { basePath } from '~/lib/current-config.ts'
import { routes } from './routes.tsx'

/** The console of a signed-in person. Leaving it forgets everything that was read. */
export function Console() {
  const [router] = useState(() => createBrowserRouter(routes(queryClient), { basename: basePath() }))
  useEffect(() => () => queryClient.clear(), [])
  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  )
}
