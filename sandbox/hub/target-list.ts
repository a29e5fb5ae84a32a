import { countTargets, pageOfTargets, type TargetFilter } from '../store/targets.ts'
import { type Answer, ok, refused } from '../answer.ts'
import type { JobCall } from './call.ts'
import { targetEntity } from './entities-of.ts'
import { entityText } from './entity.ts'

const largestTake = 1000

export function listTargets({ database, job, query, view }: JobCall): Answer {
  const skip = wholeNumber(query.get('skip') ?? '0', 0, 2 ** 31 - 1)
  const take = wholeNumber(query.get('take') ?? '25', 1, largestTake)
  if (skip === undefined) return refused({ skip: 'Expected a whole number that is not negative.' })
  if (take === undefined) return refused({ take: `Expected a whole number from 1 to ${largestTake}.` })

  const filter: TargetFilter = {}
  for (const name of ['state', 'condition', 'type', 'location'] as const) {
    const value = query.get(name)
    if (value) filter[name] = value
  }
  const total = countTargets(database, job, filter)
  const items = skip < total ? pageOfTargets(database, job, filter, skip, take) : []
  const link = (start: number) => {
    const address = new URL(`${view.origin}/api/jobs/${job.id}/targets`)
    const others = [...query].filter(([name]) => name !== 'skip' && name !== 'take')
    address.search = new URLSearchParams([...others, ['skip', `${start}`], ['take', `${take}`]]).toString()
    return { href: address.href, templated: false }
  }
  const last = items.at(-1)
  const rest = {
    total_items: total,
    returned_items: items.length,
    offset: skip,
    last_hit_data: last ? [String(Date.parse(last.createdOn)), String(last.id)] : null,
    next: skip + take < total ? link(skip + take) : null,
    previous: skip > 0 ? link(Math.max(0, skip - take)) : null,
    self: link(skip),
  }
  const texts = items.map((target) => entityText(targetEntity(job, target), view))
  return ok(`{"items":[${texts.join(',')}],${JSON.stringify(rest).slice(1)}`)
}

function wholeNumber(text: string, least: number, most: number): number | undefined {
  const number = /^-?\d+$/.test(text) ? Number(text) : Number.NaN
  return number >= least && number <= most ? number : undefined
}
