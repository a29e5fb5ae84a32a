import type { QueryClient } from '@tanstack/react-query'
import type { RouteObject } from 'react-router'
import { readTargetFilter } from '~/api/target-filter.ts'
import { targetsQuery } from '~/api/targets.ts'
import { config } from '~/lib/current-config.ts'
import { isEntityId } from '~/lib/entity-id.ts'
import { NotFoundPage } from '~/pages/not-found-page.tsx'
import { RouteProblem } from '~/pages/route-problem.tsx'
import { TargetsPage } from '~/pages/targets/targets-page.tsx'
import { Shell } from '~/shell/shell.tsx'

/** Which address shows what. The targets grid is in the first script; every other page is fetched when it is opened. */
export const routes = (client: QueryClient): RouteObject[] => [
  {
    Component: Shell,
    children: [
      {
        ErrorBoundary: RouteProblem,
        children: [
          {
            index: true,
            lazy: async () => ({ Component: (await import('~/pages/home/home-page.tsx')).HomePage }),
          },
          {
            path: 'jobs/:jobId',
            loader: ({ params }) => mustBeIds(params),
            ErrorBoundary: RouteProblem,
            children: [
              {
                index: true,
                lazy: async () => ({ Component: (await import('~/pages/jobs/job-page.tsx')).JobPage }),
              },
              {
                path: 'targets',
                loader: ({ params: { jobId = '' }, request }) => {
                  const { filter } = readTargetFilter(new URL(request.url).searchParams, config().contentHub)
                  // Not awaited: the page shows the old rows until the new ones are there.
                  if (isEntityId(jobId)) client.query(targetsQuery(jobId, filter)).catch(() => {})
                  return null
                },
                Component: TargetsPage,
                children: [
                  {
                    path: ':targetId',
                    lazy: async () => ({
                      Component: (await import('~/pages/targets/target-view.tsx')).TargetView,
                    }),
                  },
                  {
                    path: ':targetId/edit',
                    lazy: async () => ({
                      Component: (await import('~/pages/targets/target-edit.tsx')).TargetEdit,
                    }),
                  },
                ],
              },
            ],
          },
          { path: '*', Component: NotFoundPage },
        ],
      },
    ],
  },
]

/** Anything but an id in an id's place is a page that does not exist, and no request. */
function mustBeIds(params: Record<string, string | undefined>): null {
  for (const [name, value] of Object.entries(params))
    if (name.endsWith('Id') && !isEntityId(value ?? '')) throw new Response(null, { status: 404 })
  return null
}
