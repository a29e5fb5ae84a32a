import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Faults } from '../faults.ts'
import { type Cells, differing, type Held, heldIn, textAt } from './cells.ts'
import { asNobody, type Who } from './stage.ts'

const ownFetch = globalThis.fetch

export type Noun = 'target' | 'description'

/** What can happen to a call. Those that bear `carriedOut`, and the cut answers, are lost after the server did it. */
export const faultsByName = {
  'cut before': { kind: 'cut' },
  'cut after': { kind: 'cutAfter' },
  'half an answer': { kind: 'cutBody' },
  '500': { kind: 'status', status: 500, carriedOut: false },
  '500 carried out': { kind: 'status', status: 500, carriedOut: true },
  '503': { kind: 'status', status: 503, carriedOut: false },
  '503 carried out': { kind: 'status', status: 503, carriedOut: true },
  '504 carried out': { kind: 'status', status: 504, carriedOut: true },
  'no JSON': { kind: 'malformed', carriedOut: false },
  'no JSON, carried out': { kind: 'malformed', carriedOut: true },
  '401': { kind: 'expiredToken' },
  '403': { kind: 'status', status: 403, carriedOut: false },
  '429': { kind: 'rateLimit', retryAfter: 0 },
  '429, to wait too long': { kind: 'rateLimit', retryAfter: 999 },
} as const
export type FaultName = keyof typeof faultsByName

/** What a person wants the server to hold in the cells that it changed, while it saves. */
interface Intent {
  readonly cells: Cells
  /** The step in which the person pressed the button. */
  readonly since: number
}

interface Person {
  intent: Intent | null
  /** The newest answer to a read that arrived. */
  read: { readonly step: number; readonly held: Held | null } | null
  /** What each cell was shown to hold, since the form was opened. */
  readonly seen: Map<string, Set<string>>
  /** The version that was shown. */
  version: string | null
  /** The last step in which a write of this person was carried out. */
  applied: number
  /** The last change that was sent. */
  sent: { readonly method: 'PUT' | 'PATCH'; readonly path: string; readonly body: string } | null
}

/** What was seen over all sequences. */
export const counted = {
  sequences: 0,
  gestures: 0,
  calls: 0,
  writes: 0,
  'targets saved': 0,
  'targets replaced': 0,
  'descriptions saved': 0,
  'changes undone': 0,
  'saves that met a review': 0,
  'saves beside a change of the other': 0,
  'answers lost': 0,
  'answers lost, but held': 0,
  created: 0,
  'creations uncertain': 0,
  'found by identifier': 0,
  deleted: 0,
  'changed between look and write': 0,
  faults: Object.fromEntries(Object.keys(faultsByName).map((name) => [name, 0])),
}

interface WorldOptions {
  /** Origin of the sandbox. */
  readonly hubUrl: string
  readonly jobId: string
  /** What both people edit; null where they create targets. */
  readonly noun: Noun | null
  /** Whether it is there at the beginning. */
  readonly isThere: boolean
  /** Somebody who only looks, past the console. */
  readonly token: string
  readonly faults: Faults
  readonly plan: readonly (FaultName | null)[]
}

/**
 * Carries the calls of both people to the sandbox, at most one at a time, and watches what they do there. It knows of each
 * cell what it holds, when it was changed last, and what each person has been shown of it.
 *
 * A write may change a cell only to what its person typed there, and only where the person was shown what it overwrites.
 *
 * One thing cannot be promised, because the API takes no precondition: what the other person changes after the last look
 * before a write and before the write arrives (also while the console waits because of a 429 and then sends the same write
 * again) cannot be seen. Such a change may be overwritten here, and is counted ('changed between look and write'). Nothing
 * else may: the look must be one that was made after the button was pressed, and what the person did not touch must be
 * written as it was looked at. Values are compared, not versions: what was changed and changed back counts as never changed.
 */
export async function createWorld({ hubUrl, jobId, noun, isThere, token, faults, plan }: WorldOptions) {
  const waiting = [...plan]
  const story: string[] = []
  const persons: Record<Who, Person> = { operator: newcomer(), lead: newcomer() }
  const created = new Map<string, string[]>()
  const changed = new Map<string, number>()
  let step = 0
  let lastChange = 0
  let goneBy: Who | null = null
  // Not thrown where it is found: the console takes what a call throws for a lost connection.
  let broken: Error | undefined

  const call = rawCall(`${hubUrl}/api/jobs/${jobId}`, token)
  const targetId = noun === 'target' ? await makeTarget(call) : ''
  if (noun === 'description')
    await (isThere ? call('PUT', '/description', description) : call('DELETE', '/description'))
  const place = noun === 'target' ? `/targets/${targetId}` : '/description'
  const look = async (): Promise<Held | null> => {
    const answer = await call('GET', `${place}?cultures=en-US&cultures=nl-NL`)
    return answer === null ? null : heldIn(answer)
  }
  let held = noun && (await look())

  const demand = (holds: boolean, promise: string, detail: unknown = ''): void => {
    if (holds || broken) return
    const told = typeof detail === 'string' ? detail : JSON.stringify(detail)
    broken = new Error(`${promise} ${told}\n${story.join('\n')}`)
  }

  /** The look that a write rests upon: made after the button was pressed. */
  const lookOf = ({ intent, read }: Person) => (read && intent && read.step > intent.since ? read : null)

  const overwrites = (who: Who, before: Held | null, after: Held | null) => {
    const { intent, seen } = persons[who]
    const looked = lookOf(persons[who])
    for (const cell of differing(before, after)) {
      const [was, is] = [textAt(before, cell), textAt(after, cell)]
      const wanted = intent?.cells.get(cell)
      const unseeable = looked !== null && (changed.get(cell) ?? 0) > looked.step
      if (unseeable) counted['changed between look and write'] += 1
      if (wanted === undefined)
        demand(unseeable && is === textAt(looked.held, cell), `${who} lost what was not touched:`, {
          cell,
          was,
          is,
        })
      else {
        demand(is === wanted, `${who} wrote something else than was typed:`, { cell, is, wanted })
        demand(unseeable || Boolean(seen.get(cell)?.has(was)), `${who} overwrote a value unseen:`, {
          cell,
          was,
          is,
        })
      }
    }
  }

  const removes = (who: Who, before: Held) => {
    const looked = lookOf(persons[who])
    const unseeable = looked !== null && lastChange > looked.step
    if (unseeable) counted['changed between look and write'] += 1
    demand(
      unseeable || before.version === persons[who].version,
      `${who} deleted what was not seen:`,
      before.version,
    )
  }

  const watch = async (who: Who, method: string) => {
    const before = held
    held = await look()
    if (before?.version === held?.version) return
    counted.writes += 1
    persons[who].applied = step
    if (method === 'DELETE' && before) removes(who, before)
    else overwrites(who, before, held)
    // What was deleted, or created anew, is another one: all of it.
    const cells =
      before && held
        ? differing(before, held)
        : [before, held].flatMap((one) => [...(one?.cells.keys() ?? [])])
    for (const cell of cells) changed.set(cell, step)
    lastChange = step
    goneBy = held === null ? who : null
  }

  const watchCreation = async (who: Who, body: string) => {
    const marker = /"Target.Location":"([^"]+)"/.exec(body)?.[1] ?? ''
    const page = await call('GET', `/targets?take=10&location=${marker}`)
    const ids = [...(page ?? '').matchAll(/\{"id":(\d+),"identifier"/g)].map(([, id]) => id ?? '')
    if (ids.length > (created.get(marker)?.length ?? 0)) {
      counted.writes += 1
      persons[who].applied = step
    }
    created.set(marker, ids)
    demand(ids.length <= 1, `${who} created a target twice:`, ids)
  }

  return {
    jobId,
    noun,
    targetId,
    demand,
    held: () => held,
    goneBy: () => goneBy,
    person: (who: Who) => persons[who],
    now: () => step,
    note: (who: Who, told: string) => void story.push(`  ${who}: ${told}`),
    createdAs: (marker: string): readonly string[] => created.get(marker) ?? [],

    /** Throws the first promise that was not kept. */
    conclude() {
      counted.sequences += 1
      if (broken) throw broken
    },

    /** One call of a person, with what happens to it. */
    async exchange(who: Who, address: string, init: RequestInit): Promise<Response> {
      step += 1
      counted.calls += 1
      const method = init.method ?? 'GET'
      const path = address.slice(hubUrl.length).replace(/\?.*/, '')
      const fault = waiting.shift() ?? null
      const body = typeof init.body === 'string' ? init.body : ''
      story.push(`${step}. ${who} ${method} ${path} ${body.slice(0, 300)}${fault ? ` [${fault}]` : ''}`)
      if (fault) {
        counted.faults[fault] = (counted.faults[fault] ?? 0) + 1
        faults.add({ system: 'hub', path: '', times: 1, ...faultsByName[fault] })
      }
      const arrived = await asNobody(() => ownFetch(address, init)).catch((error: unknown) => ({ error }))
      if (method === 'PUT' || method === 'PATCH') persons[who].sent = { method, path, body }
      if (method === 'POST') await watchCreation(who, body)
      else if (method !== 'GET') await watch(who, method)
      else if (path.endsWith(place) && !fault && 'ok' in arrived && (arrived.ok || arrived.status === 404))
        persons[who].read = { step, held }
      if ('error' in arrived) throw arrived.error
      return arrived
    },
  }
}
export type World = Awaited<ReturnType<typeof createWorld>>

const newcomer = (): Person => ({
  intent: null,
  read: null,
  seen: new Map(),
  version: null,
  applied: 0,
  sent: null,
})

const description = '{"properties":{"Job.Configuration":{"2":1.10,"1":[1e400]},"Job.Data":[1]}}'

async function makeTarget(call: ReturnType<typeof rawCall>): Promise<string> {
  const made = await call(
    'POST',
    '/targets',
    `{"properties":{"Target.StateDescription":"as it was","Target.Priority":7,"Target.Data":{"2":1.10,"1":[1e400]},
    "Target.Scope":"scope","Target.Weight":1.10,"Target.Title":{"en-US":"first","nl-NL":"eerste"},
    "Target.StartedOn":"2026-03-04T08:00:00.1234567Z"},"relations":{"TargetToAsset":{"parents":[{"href":"/api/entities/32"}]},
    "TargetToRendition":{"children":[{"href":"/api/entities/40"},{"href":"/api/entities/41"}]}}}`,
  )
  return /\d+/.exec(made ?? '')?.[0] ?? ''
}

const agent = new Agent({ keepAlive: true })

/** Calls past the console and its faults. Gives the answer's text, null for 404. */
const rawCall =
  (base: string, token: string) =>
  (method: string, path: string, body?: string): Promise<string | null> =>
    asNobody(
      () =>
        new Promise((resolve, reject) => {
          const headers = { authorization: `Bearer ${token}` }
          const sent = request(base + path, { method, agent, headers }, (answer) => {
            const { statusCode = 0 } = answer
            void text(answer).then((said) => {
              if (statusCode === 404) resolve(null)
              else if (statusCode < 300) resolve(said)
              else reject(new Error(`${method} ${path}: ${statusCode} ${said}`))
            }, reject)
          })
          sent.on('error', reject)
          sent.end(body)
        }),
    )
