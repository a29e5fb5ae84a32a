import type { ComponentType } from 'react'
import type { Params, RouteObject } from 'react-router'
import { descriptionQuery } from '~/api/descriptions.ts'
import { jobQuery } from '~/api/jobs.ts'
import { queryClient } from '~/api/query-client.ts'
import { readTargetFilter } from '~/api/target-filter.ts'
import { targetQuery } from '~/api/targets.ts'
import { config } from '~/lib/current-config.ts'
import { isEntityId } from '~/lib/entity-id.ts'
import { NotFoundPage } from '~/pages/not-found-page.tsx'
import { RouteProblem } from '~/pages/route-problem.tsx'
import { beginTargets } from '~/pages/targets/begin-targets.ts'
import { listSearch } from '~/pages/targets/new-target-address.ts'
import { TargetProblem } from '~/pages/targets/target-problem.tsx'
import { TargetsPage } from '~/pages/targets/targets-page.tsx'
import { Shell } from '~/shell/shell.tsx'

const cultures = () => config().contentHub.cultures

/** Which address shows what. The targets grid is in the first script; every other page is fetched when it is opened. */
export const routes: RouteObject[] = [
  {
    Component: Shell,
    HydrateFallback: () => null,
    children: [
      {
        ErrorBoundary: RouteProblem,
        children: [
          {
            index: true,
            lazy: page(() => import('~/pages/home/home-page.tsx'), 'HomePage'),
          },
          {
            path: 'jobs/:jobId',
            middleware: [({ params }) => mustBeIds(params)],
            ErrorBoundary: RouteProblem,
            children: [
              {
                index: true,
                loader: ({ params: { jobId = '' } }) => begin(queryClient.query(jobQuery(jobId, cultures()))),
                lazy: page(() => import('~/pages/jobs/job-page.tsx'), 'JobPage'),
              },
              {
                path: 'description',
                loader: ({ params: { jobId = '' } }) =>
                  begin(queryClient.query(descriptionQuery(jobId, cultures()))),
                lazy: page(() => import('~/pages/descriptions/description-page.tsx'), 'DescriptionPage'),
              },
              {
                path: 'description/edit',
                loader: ({ params: { jobId = '' } }) =>
                  begin(queryClient.query(descriptionQuery(jobId, cultures()))),
                lazy: page(
                  () => form(import('~/pages/descriptions/description-edit.tsx')),
                  'DescriptionEdit',
                ),
              },
              {
                path: 'failures',
                lazy: page(() => import('~/pages/failures/failures-page.tsx'), 'FailuresPage'),
              },
              {
                path: 'targets/import',
                lazy: page(() => form(import('~/pages/import/import-page.tsx')), 'ImportPage'),
              },
              {
                path: 'targets',
                loader: ({ params: { jobId = '' }, request }) => {
                  const { pathname, search } = new URL(request.url)
                  // A target by itself has no list around it.
                  if (/\/targets\/?$/.test(pathname) || listSearch(search)) beginTargets(jobId, search)
                  return null
                },
                Component: TargetsPage,
                // Without a path: at the lazy routes themselves a boundary stays blank where their code cannot be fetched.
                children: [
                  {
                    ErrorBoundary: TargetProblem,
                    children: [
                      {
                        path: 'new',
                        lazy: page(() => form(import('~/pages/targets/target-new.tsx')), 'TargetNew'),
                      },
                      {
                        path: ':targetId',
                        loader: ({ params, request }) => begin(queryClient.query(targetOf(params, request))),
                        lazy: page(() => import('~/pages/targets/target-view.tsx'), 'TargetView'),
                      },
                      {
                        path: ':targetId/edit',
                        loader: ({ params, request }) => begin(queryClient.query(targetOf(params, request))),
                        lazy: page(() => form(import('~/pages/targets/target-edit.tsx')), 'TargetEdit'),
                      },
                    ],
                  },
                ],
              },
            ],
          },
          {
            path: 'bigchange/jobs/*',
            lazy: page(() => import('~/pages/bigchange/bigchange-pages.tsx'), 'BigChangePages'),
          },
          {
            path: 'activity',
            lazy: page(() => import('~/pages/activity/activity-page.tsx'), 'ActivityPage'),
          },
          { path: '*', Component: NotFoundPage },
        ],
      },
    ],
  },
]

/** A page whose code is fetched when it is opened. */
function page<Name extends string>(load: () => Promise<Readonly<Record<Name, ComponentType>>>, name: Name) {
  return async () => ({ Component: (await load())[name] })
}

/** A page with a form: what its fields are checked by is fetched beside it. */
async function form<Page>(page: Promise<Page>): Promise<Page> {
  await (await import('~/form/json-shapes.ts')).prepareJsonShapes()
  return page
}

/** Starts a request beside the page's code. The page reads the same query, and tells its failure. */
function begin(request: Promise<unknown>): null {
  request.catch(() => {})
  return null
}

function targetOf({ jobId = '', targetId = '' }: Params, { url }: Request) {
  const { filter } = readTargetFilter(new URL(url).searchParams, config().contentHub)
  return targetQuery(jobId, targetId, filter.cultures)
}

/** Anything but an id in an id's place is a page that does not exist, and no request. */
function mustBeIds(params: Params): void {
  for (const [name, value] of Object.entries(params))
    if (name.endsWith('Id') && !isEntityId(value ?? '')) throw new Response(null, { status: 404 })
}
