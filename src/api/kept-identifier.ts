import * as z from 'zod/mini'
import { newIdentifier } from '~/lib/identifier.ts'
import { readPreference, writePreference } from '~/lib/preference.ts'
import { getSession } from '~/session/session.ts'
import type { IdentifierHistory } from './create-once.ts'

const most = 200
const kept = z.array(z.tuple([z.string(), z.string()]))

const preference = () => `sent-identifiers ${getSession().person?.sub ?? ''}`

function readKept(): z.infer<typeof kept> {
  try {
    return kept.safeParse(JSON.parse(readPreference(preference()) ?? '')).data ?? []
  } catch {
    return []
  }
}

const keep = (next: z.infer<typeof kept>) => writePreference(preference(), JSON.stringify(next))

interface KeptIdentifier {
  readonly identifier: string
  readonly history: IdentifierHistory
  /** To be called once it is known that the target was created. */
  readonly forget: () => void
}

/**
 * The identifier under which a target is created for a purpose: the same at each try, also after a reload, until it is
 * known to have been created. One person's own. To be had before anything is sent.
 */
export function keptIdentifier(purpose: string): KeptIdentifier {
  const all = readKept()
  const others = all.filter(([one]) => one !== purpose)
  const before = all.find(([one]) => one === purpose)?.[1]
  const identifier = before ?? newIdentifier()
  const own: [string, string] = [purpose, identifier]
  keep([own, ...others].slice(0, most))
  return {
    identifier,
    history: before === undefined ? 'generated' : 'generated, sent',
    forget: () => keep(readKept().filter(([one]) => one !== purpose)),
  }
}
