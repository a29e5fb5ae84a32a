import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { JsonText, toJson } from '~/lib/json.ts'
import { Problem } from '~/lib/problem.ts'
import { useSession } from '~/session/session.ts'
import { type SeenEntry, seenEntries } from './activity-entry.ts'
import { onActivity, openPages, readActivity, readActivityBodies } from './activity-store.ts'

/** What a write bore, as it was; undefined where there was nothing. */
export interface WriteBodies {
  readonly before: JsonText | undefined
  readonly sent: JsonText | undefined
  readonly answer: JsonText | undefined
}

const key = 'activity'

const activityQuery = (sub: string) =>
  queryOptions({
    queryKey: [key, sub],
    queryFn: () => readEntries(sub).catch(refuse),
    staleTime: 0,
    // Tabs are closed without a word, and the page that was just left may still be ending.
    refetchOnWindowFocus: true,
    refetchInterval: ({ state }) => state.data?.some(({ outcome }) => outcome === 'running') && 2_000,
  })

/** The writes of the signed-in person from this browser, newest first; follows every change, of other tabs too. */
export function useActivity() {
  const client = useQueryClient()
  const sub = useSession().person?.sub ?? ''
  useEffect(() => onActivity(() => void client.invalidateQueries({ queryKey: [key] })), [client])
  return useQuery(activityQuery(sub))
}

/** What a write of the log bore. */
export const writeBodiesQuery = ({ id, outcome }: SeenEntry) =>
  queryOptions({ queryKey: [key, 'bodies', id, outcome], queryFn: () => readBodies(id).catch(refuse) })

/** One write with what it bore, as the log has it now. Throws Problem where it is gone, or another person's. */
export async function readWrite(id: string, sub: string): Promise<SeenEntry & WriteBodies> {
  const entries = await readEntries(sub).catch(refuse)
  const entry = entries.find((one) => one.id === id)
  if (entry) return { ...entry, ...(await readBodies(id).catch(refuse)) }
  throw new Problem(
    'This write cannot be undone.',
    'The activity log does not have it any more.',
    'Change the entity by hand.',
  )
}

/** The whole log of a person as a JSON text, newest first. Numbers keep their spelling. Throws Problem. */
export async function exportActivity(sub: string): Promise<string> {
  const entries = await readEntries(sub).catch(refuse)
  const writes: unknown[] = []
  for (const { page: _page, size: _size, ...entry } of entries)
    writes.push({ ...entry, ...(await readBodies(entry.id).catch(refuse)) })
  return toJson({ exported: new Date().toISOString(), writes }, 2)
}

const readEntries = async (sub: string): Promise<SeenEntry[]> =>
  seenEntries(await readActivity(), sub, await openPages())

async function readBodies(id: string): Promise<WriteBodies> {
  const bodies = await readActivityBodies(id)
  return { before: kept(bodies?.before), sent: kept(bodies?.sent), answer: kept(bodies?.answer) }
}

const kept = (text: string | null | undefined) => (text == null ? undefined : new JsonText(text))

function refuse(cause: unknown): never {
  throw new Problem(
    'Nothing can be kept here.',
    'This browser does not let the console use its storage (IndexedDB).',
    'Writes go on without the log. Allow storage for this address, or leave the private window.',
    { cause },
  )
}
