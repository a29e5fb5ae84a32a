import { exactNumber } from '../store/exact-json.ts'
import { hostileTexts } from './hostile-texts.ts'
import { plainTargets } from './plain-targets.ts'
import { hash, hex } from './random.ts'
import type { TargetPlan } from './target-plan.ts'

const at = (text: string) => Date.parse(text)

const heavyData = () => ({
  asset: 32_637,
  metadata: Array.from({ length: 14_150 }, (_, n) => ({
    key: `XMP-${hex(6, 39_607, n, 1)}`,
    value: hex(64, 39_607, n, 2),
    frame: n,
    weight: (hash(39_607, n, 3) % 1000) / 8,
    tags: ['master', n % 2 ? 'cmyk' : 'rgb'],
  })),
})

const unusual = plainTargets({
  job: 39_610,
  count: 12,
  firstId: 2_110_001n,
  begin: at('2026-11-21T23:01:00Z'),
  secondsEach: 9,
  type: () => 'MachineLearning',
  outcome: () => 'running',
  properties: (n) => ({
    'Target.Data':
      n === 0
        ? {
            price: exactNumber('1.10'),
            far: exactNumber('1e400'),
            id: exactNumber('9007199254740993'),
            minusZero: exactNumber('-0'),
            tenth: exactNumber('0.1000000000000000055511151231257827'),
          }
        : ([null, 0, false, '', [], {}, 'text', 12.5, [[[]]]][n] ?? null),
    'Target.Weight': exactNumber('2.50'),
  }),
})
const renditions = Array.from({ length: 30 }, (_, n) => ({
  href: `/api/entities/${120_001 + n}`,
  templated: false,
}))
const stages = [
  'Pre_Waiting',
  'Pre_InProgress',
  'Processing_Waiting',
  'Processing_InProgress',
  'Post_Pending',
  null,
]

/** Target plans of the jobs that exist for one awkward thing each. */
export const specialPlans: Record<
  'hostile' | 'heavy' | 'cultures' | 'locked' | 'unusual' | 'bigIds',
  TargetPlan
> = {
  hostile: plainTargets({
    job: 39_606,
    count: hostileTexts.length,
    firstId: 2_106_001n,
    begin: at('2026-11-18T12:01:00Z'),
    secondsEach: 5,
    type: () => 'Custom',
    outcome: () => 'failed',
    cause: () => 'unknown',
    location: (n) => hostileTexts[n]?.slice(0, 400) ?? '',
    properties: (n) => ({
      'Target.StateDescription': hostileTexts[n] ?? '',
      'Target.Scope': hostileTexts[n]?.slice(0, 60) ?? '',
      'Target.Title': { 'en-US': hostileTexts[n] ?? '', 'nl-NL': hostileTexts[n] ?? '' },
      'Target.Data': {
        asset: 32_637,
        file: { type: 'Web', href: 'javascript:document.title="owned"' },
        text: hostileTexts[n] ?? '',
        [hostileTexts[n] ?? '']: 'a hostile member name',
        ['__proto__']: { polluted: true },
      },
    }),
  }),
  heavy: plainTargets({
    job: 39_607,
    count: 4,
    firstId: 2_107_001n,
    begin: at('2026-11-18T13:01:00Z'),
    secondsEach: 60,
    type: () => 'Upload',
    outcome: (n) => (n === 0 ? 'failed' : 'done'),
    cause: () => 'timeout',
    properties: (n) => (n === 0 ? { 'Target.Data': heavyData() } : {}),
  }),
  cultures: plainTargets({
    job: 39_608,
    count: 60,
    firstId: 2_108_001n,
    begin: at('2026-11-18T14:01:00Z'),
    secondsEach: 6,
    type: () => 'Publishing',
    outcome: (n) => (n % 6 === 5 ? 'failed' : 'done'),
    properties: (n) => ({
      'Target.Title':
        n % 4 === 3
          ? { 'en-US': `Press photo ${n + 1}` }
          : { 'en-US': `Press photo ${n + 1}`, 'nl-NL': `Persfoto ${n + 1}` },
    }),
  }),
  locked: plainTargets({
    job: 39_609,
    count: 10,
    firstId: 2_109_001n,
    begin: at('2026-11-21T22:11:00Z'),
    secondsEach: 30,
    type: () => 'Migration',
    outcome: (n) => (n < 4 ? 'done' : n < 6 ? 'running' : 'waiting'),
  }),
  unusual: {
    ...unusual,
    // One target has more renditions than an answer expands.
    details: (n) => ({
      ...unusual.details(n),
      ...(n === 5 && { relations: { TargetToRendition: { children: renditions } } }),
    }),
    columns: (n) => ({
      state: stages[n % stages.length] ?? null,
      condition: n % 3 === 2 ? null : 'Pending',
      type: n % 4 === 3 ? null : 'MachineLearning',
      location: n === 1 ? null : n === 2 ? '' : `frame ${n}`,
    }),
  },
  bigIds: plainTargets({
    job: 40_993,
    count: 60,
    firstId: 9007199254741001n,
    begin: at('2026-11-20T08:01:00Z'),
    secondsEach: 4,
    type: () => 'MassEdit',
    outcome: (n) => (n % 5 === 2 ? 'failed' : 'done'),
    properties: (n) =>
      n % 5 === 2
        ? { 'Target.Data': { asset: exactNumber('9007199254740995'), rate: exactNumber('1.10') } }
        : {},
  }),
}
