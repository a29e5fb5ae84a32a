import type { Cause } from './causes.ts'
import { plainTargets } from './plain-targets.ts'
import { hash, shuffled } from './random.ts'

const at = (text: string) => Date.parse(text)

const massEditFailures = new Map<number, Cause>()
const order = shuffled(10_000, 39_596)
const shares: [Cause, number][] = [
  ['timeout', 287],
  ['reference', 96],
  ['permission', 21],
  ['malformed', 6],
  ['unknown', 2],
]
for (const [cause, count] of shares) {
  for (const n of order.splice(0, count)) massEditFailures.set(n, cause)
}

/** Target plans of the jobs that look as jobs do. */
export const ordinaryPlans = {
  massEdit: plainTargets({
    job: 39_596,
    count: 10_000,
    firstId: 2_000_001n,
    begin: at('2026-11-19T08:00:00Z'),
    secondsEach: 2,
    type: (n) => (n % 7 === 3 ? 'Processing' : 'MassEdit'),
    outcome: (n) => (massEditFailures.has(n) ? 'failed' : 'done'),
    cause: (n) => massEditFailures.get(n) ?? 'unknown',
  }),
  running: plainTargets({
    job: 39_309,
    count: 1_500,
    firstId: 1_930_001n,
    begin: at('2026-11-20T06:13:00Z'),
    secondsEach: 1,
    type: (n) => (n % 3 === 0 ? 'Fetch' : 'Import'),
    outcome: (n) => (n >= 604 ? 'waiting' : n >= 600 ? 'running' : n % 29 === 0 ? 'failed' : 'done'),
  }),
  /** One failed target in every 25, each at a place of its own. */
  million: plainTargets({
    job: 41_000,
    count: 1_000_000,
    firstId: 41_000_001n,
    begin: at('2026-11-02T20:01:00Z'),
    secondsEach: 1,
    type: (n) => (n % 4 === 0 ? 'Fetch' : 'Processing'),
    outcome: (n) => (n % 25 === hash(41_000, Math.floor(n / 25)) % 25 ? 'failed' : 'done'),
  }),
  waiting: plainTargets({
    job: 39_600,
    count: 120,
    firstId: 2_100_001n,
    begin: at('2026-11-20T19:00:00Z'),
    secondsEach: 1,
    type: () => 'MassEdit',
    outcome: () => 'waiting',
  }),
  created: plainTargets({
    job: 39_601,
    count: 40,
    firstId: 2_101_001n,
    begin: at('2026-11-21T16:41:00Z'),
    secondsEach: 1,
    type: () => 'Import',
    outcome: () => 'waiting',
  }),
  cancelled: plainTargets({
    job: 39_602,
    count: 300,
    firstId: 2_102_001n,
    begin: at('2026-11-17T13:06:00Z'),
    secondsEach: 3,
    type: () => 'MassEdit',
    outcome: (n) => (n < 120 ? 'done' : 'cancelled'),
  }),
  fetched: plainTargets({
    job: 39_603,
    count: 25,
    firstId: 2_103_001n,
    begin: at('2026-11-18T09:31:00Z'),
    secondsEach: 4,
    type: () => 'Fetch',
    outcome: () => 'done',
  }),
  none: plainTargets({
    job: 39_604,
    count: 0,
    firstId: 2_104_001n,
    begin: 0,
    secondsEach: 1,
    type: () => 'Maintenance',
    outcome: () => 'done',
  }),
}
