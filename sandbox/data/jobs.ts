import type { Labels } from './options.ts'
import type { TargetPlan } from './target-plan.ts'
import { ordinaryPlans } from './ordinary-plans.ts'
import { specialPlans } from './special-plans.ts'

/** One job of the seed. `about` says in a line what it is good for. */
export type SeededJob = {
  id: bigint
  about: string
  type: string
  state: string
  condition: string
  /** ms; `agedHours` puts it that long before whenever it is read instead. */
  createdOn: number
  agedHours?: number
  title?: Labels
  priority?: number
  description: 'massEdit' | 'import' | 'exactNumbers' | null
  forbidden?: boolean
  lockedBy?: number
  live?: boolean
  targets: TargetPlan
}

const at = (text: string) => Date.parse(text)

/** Every seeded job, the ones worth opening first. */
export const seededJobs: SeededJob[] = [
  {
    id: 39596n,
    about: 'mass edit, 10,000 targets, 412 of them failed from five causes',
    type: 'MassEdit',
    state: 'Completed',
    condition: 'Failure',
    createdOn: at('2026-11-19T07:58:11Z'),
    title: { 'en-US': 'Rights update, autumn catalogue', 'nl-NL': 'Rechten bijwerken, herfstcatalogus' },
    description: 'massEdit',
    targets: ordinaryPlans.massEdit,
  },
  {
    id: 39309n,
    about: 'import that runs while it is watched, 1,500 targets',
    type: 'Import',
    state: 'InProgress',
    condition: 'None',
    createdOn: at('2026-11-20T06:12:40Z'),
    title: { 'en-US': 'Supplier import 2026-47', 'nl-NL': 'Leveranciersimport 2026-47' },
    description: 'import',
    live: true,
    targets: ordinaryPlans.running,
  },
  {
    id: 41000n,
    about: '1,000,000 targets, 40,000 of them failed',
    type: 'Processing',
    state: 'Completed',
    condition: 'Failure',
    createdOn: at('2026-11-02T20:00:03Z'),
    description: 'massEdit',
    targets: ordinaryPlans.million,
  },
  {
    id: 39600n,
    about: 'Pending for 31 hours, 120 targets',
    type: 'MassEdit',
    state: 'Pending',
    condition: 'Pending',
    createdOn: 0,
    agedHours: 31,
    description: 'massEdit',
    targets: ordinaryPlans.waiting,
  },
  {
    id: 39601n,
    about: 'Created, not queued yet, 40 targets',
    type: 'Import',
    state: 'Created',
    condition: 'Pending',
    createdOn: at('2026-11-21T16:40:00Z'),
    description: 'import',
    targets: ordinaryPlans.created,
  },
  {
    id: 39602n,
    about: 'Cancelled after 120 of 300 targets',
    type: 'MassEdit',
    state: 'Cancelled',
    condition: 'Cancelled',
    createdOn: at('2026-11-17T13:05:00Z'),
    description: 'massEdit',
    targets: ordinaryPlans.cancelled,
  },
  {
    id: 39603n,
    about: 'no description, 25 targets',
    type: 'Fetch',
    state: 'Completed',
    condition: 'Success',
    createdOn: at('2026-11-18T09:30:00Z'),
    description: null,
    targets: ordinaryPlans.fetched,
  },
  {
    id: 39604n,
    about: 'no targets at all',
    type: 'Maintenance',
    state: 'Completed',
    condition: 'Success',
    createdOn: at('2026-11-18T10:00:00Z'),
    description: 'massEdit',
    targets: ordinaryPlans.none,
  },
  {
    id: 39605n,
    about: 'answers 403',
    type: 'System',
    state: 'Completed',
    condition: 'Success',
    createdOn: at('2026-11-18T11:00:00Z'),
    description: null,
    forbidden: true,
    targets: ordinaryPlans.none,
  },
  {
    id: 39606n,
    about: 'hostile texts: HTML, right-to-left, emoji, 10,000 characters without a space, formulas',
    type: 'Custom',
    state: 'Completed',
    condition: 'Failure',
    createdOn: at('2026-11-18T12:00:00Z'),
    title: {
      'en-US': '<img src=x onerror="document.title=1"> \u202Egnp.tpircs',
      'nl-NL': '=HYPERLINK("https://example.com","klik") 🧨',
    },
    description: 'import',
    targets: specialPlans.hostile,
  },
  {
    id: 39607n,
    about: 'its first target bears 2 MiB of data',
    type: 'Upload',
    state: 'Completed',
    condition: 'Failure',
    createdOn: at('2026-11-18T13:00:00Z'),
    description: 'massEdit',
    targets: specialPlans.heavy,
  },
  {
    id: 39608n,
    about: 'titles in two cultures (en-US and nl-NL), 60 targets',
    type: 'Publishing',
    state: 'Completed',
    condition: 'Failure',
    createdOn: at('2026-11-18T14:00:00Z'),
    title: { 'en-US': 'Publish the press kit', 'nl-NL': 'Persmap publiceren' },
    description: 'massEdit',
    targets: specialPlans.cultures,
  },
  {
    id: 39609n,
    about: 'locked by somebody, high priority, 10 targets',
    type: 'Migration',
    state: 'InProgress',
    condition: 'Pending',
    createdOn: at('2026-11-21T22:10:00Z'),
    priority: 9,
    description: 'massEdit',
    lockedBy: 8,
    targets: specialPlans.locked,
  },
  {
    id: 39610n,
    about: 'unusual values: staged states, nulls, numbers that JavaScript would respell',
    type: 'MachineLearning',
    state: 'Processing_InProgress',
    condition: 'Pending',
    createdOn: at('2026-11-21T23:00:00Z'),
    description: 'exactNumbers',
    targets: specialPlans.unusual,
  },
  {
    id: 9007199254740993n,
    about: 'ids above 2^53, 60 targets, some failed',
    type: 'MassEdit',
    state: 'Completed',
    condition: 'Failure',
    createdOn: at('2026-11-20T08:00:00Z'),
    description: 'exactNumbers',
    targets: specialPlans.bigIds,
  },
]
