import { type Cause, failureText, filePath } from './causes.ts'
import { hash, hex, pick } from './random.ts'
import type { TargetColumns, TargetDetails, TargetPlan } from './target-plan.ts'
import { hubTime } from './time.ts'

type Outcome = 'done' | 'failed' | 'running' | 'waiting' | 'cancelled'
type Settings = {
  job: number
  count: number
  firstId: bigint
  /** When the first target started, ms; the others follow one after another. */
  begin: number
  secondsEach: number
  type(n: number): string
  outcome(n: number): Outcome
  cause?: (n: number) => Cause
  location?: (n: number) => string
  properties?: (n: number) => Record<string, unknown>
}

const pairs: Record<Outcome, [state: string, condition: string]> = {
  done: ['Completed', 'Success'],
  failed: ['Completed', 'Failure'],
  running: ['InProgress', 'Pending'],
  waiting: ['Pending', 'Pending'],
  cancelled: ['Cancelled', 'Cancelled'],
}

/** Targets as most jobs have them: started one after another, with a file as their data. */
export function plainTargets(settings: Settings): TargetPlan {
  const { job, count, firstId, begin, secondsEach } = settings
  const causeOf =
    settings.cause ?? ((n) => pick(['timeout', 'timeout', 'timeout', 'reference', 'permission'], job, n, 7))
  const cause = (n: number) => (settings.outcome(n) === 'failed' ? causeOf(n) : null)

  const columns = (n: number): TargetColumns => {
    const [state, condition] = pairs[settings.outcome(n)]
    return {
      state,
      condition,
      type: settings.type(n),
      location: settings.location?.(n) ?? String(10_600 + n),
    }
  }

  const details = (n: number): TargetDetails => {
    const outcome = settings.outcome(n)
    const why = cause(n)
    const started = begin + n * secondsEach * 1000 + (hash(job, n, 1) % 900)
    const took = why === 'timeout' ? 100_000 + (hash(job, n, 2) % 40_000) : 800 + (hash(job, n, 2) % 19_000)
    const hasStarted = outcome !== 'waiting' && outcome !== 'cancelled'
    const hasEnded = outcome === 'done' || outcome === 'failed'
    const ticks = hash(job, n, 3) % 10_000
    const asset = 32_000 + (hash(job, n, 11) % 60_000)
    return {
      properties: {
        'Target.StartedOn': hasStarted ? hubTime(started, ticks) : null,
        'Target.CompletedOn': hasEnded ? hubTime(started + took, ticks) : null,
        'Target.StateDescription': why
          ? failureText(why, job, n, started)
          : outcome === 'done'
            ? 'File processed'
            : outcome === 'cancelled'
              ? 'Cancelled before it was taken up'
              : null,
        'Target.Data': dataOf(why, job, n, asset),
        'Target.Scope': null,
        'Target.Priority': n % 40 === 0 ? 1 : 0,
        'Target.RetryCount': why === 'timeout' ? 3 : why ? 1 : null,
        ...settings.properties?.(n),
      },
      relations: why === 'reference' ? { TargetToAsset: { parents: [] } } : assetRelations(asset, n),
      version: hasEnded ? 4 + (hash(job, n, 4) % 4) : hasStarted ? 2 : 1,
      createdOn: hubTime(begin - 60_000 + n, ticks),
      modifiedOn: hubTime(hasEnded ? started + took + 26 : hasStarted ? started : begin - 60_000 + n, ticks),
    }
  }
  return { count, firstId, columns, details, cause }
}

function dataOf(why: Cause | null, job: number, n: number, asset: number): unknown {
  const href = `https://files.example.com${filePath(job, n)}`
  const data = {
    asset: why === 'reference' ? null : asset,
    file: { type: 'Web', href, checksum: hex(32, job, n, 5), bytes: 40_000 + (hash(job, n, 6) % 90_000_000) },
    operations: [{ property: 'Rights', value: pick(['internal', 'press', 'public'], job, n, 8) }],
  }
  // Data that an editor broke off half-way arrives as a text, because it is no JSON any more.
  return why === 'malformed' ? JSON.stringify(data).slice(0, -28 - (n % 9)) : data
}

const entity = (id: number) => ({ href: `/api/entities/${id}`, templated: false })

function assetRelations(asset: number, n: number): Record<string, unknown> {
  return {
    TargetToAsset: { parents: [entity(asset)] },
    ...(n % 5 === 0 && { TargetToRendition: { children: [entity(asset + 70_001), entity(asset + 70_002)] } }),
  }
}
