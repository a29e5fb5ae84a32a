import { beforeAll, expect, test } from 'vitest'
import { type CustomField, type JobType, type WholeJob, wholeJob } from '~/api/job-records.ts'
import type { Properties } from '~/form/entity-changes.ts'
import { entitySave } from '~/form/entity-save.ts'
import { consoleConfig } from '~/lib/config-schema.ts'
import { setConfig } from '~/lib/current-config.ts'
import { JsonText, toJson } from '~/lib/json.ts'
import { Problem } from '~/lib/problem.ts'
import { recordChange } from './record-change.ts'
import { primaryPerson, recordEntity } from './record-entity.ts'
import { refusedBeforehand } from './record-locks.ts'
import { type NamedFields, namedFields } from './record-names.ts'
import { updateOf } from './record-update.ts'

beforeAll(() => {
  setConfig(consoleConfig.parse({ oidc: { authority: 'https://login.example.com', client_id: 'console' } }))
})

const access: CustomField = {
  definitionId: 1,
  value: 'Gate',
  definition: { id: 1, caption: 'Access', type: 'text' },
}
const answer = {
  id: '214503377',
  typeId: '30418',
  status: 'sent',
  plannedDuration: 90,
  reference: 'R-1',
  personId: 'a',
  personName: 'Ann',
  customFields: [access],
}
const typeOf = (...captions: string[]): JobType => ({
  id: '30418',
  customFields: captions.map((caption, place) => ({ id: place + 1, caption, type: 'text' })),
})
const job = (members: object = {}, type: JobType | null = typeOf('Access', 'Permit')): WholeJob =>
  wholeJob({ ...answer, ...members }, type)

/** A form that was opened with one job and finds others when it looks again; the last for as long as it looks. */
function saveOf(opened: WholeJob, ...later: WholeJob[]) {
  const known = namedFields(opened)
  const sent: string[] = []
  let now = opened
  const { save } = entitySave({
    noun: 'job',
    opened: recordEntity(opened, known),
    read: () => Promise.resolve(recordEntity((now = later.shift() ?? now), known)),
    write: (changes) => {
      sent.push(toJson(updateOf(namedFields(now, known), changes)))
      if (later.length > 0) throw new Problem('Not saved.', 'No answer.', 'Look.', { status: 504 })
      return Promise.resolve({ status: 204, location: null, allow: null, body: null, text: '', entry: null })
    },
  })
  return async (changes: Properties) => ({ result: await save(changes), sent })
}

test('a field that was never given is sent although the type could not be read again', async () => {
  const { result, sent } = await saveOf(job(), job({}, null))({ Permit: 'yes', reference: 'R-2' })
  expect(result).toMatchObject({ saved: 'Saved' })
  expect(sent).toEqual(['{"reference":"R-2","customFields":[{"definitionId":2,"value":"yes"}]}'])
})

test.each([
  ['the type tells another field of that caption', {}, typeOf('Access', 'access')],
  ['it was given another caption', {}, typeOf('Way in', 'Access')],
])('a field goes to its own id though %s', async (_how, members, type) => {
  const { result, sent } = await saveOf(job({}, null), job(members, type))({ Access: 'Door' })
  expect(result).toMatchObject({ saved: 'Saved' })
  expect(sent).toEqual(['{"customFields":[{"definitionId":1,"value":"Door"}]}'])
})

test('what somebody else wrote into a field is found under the name that the form has for it', async () => {
  const moved = job({ customFields: [{ ...access, value: 'Roof' }] }, typeOf('Way in'))
  const { result, sent } = await saveOf(job(), moved)({ Access: 'Door' })
  expect(result).toMatchObject({ review: { collisions: ['Access'] } })
  expect(sent).toEqual([])
})

test('a change that has no place in what is sent is told, and nothing is sent', () => {
  expect(() => updateOf(namedFields(job()), { reference: 'R-2', Ghost: 'x' })).toThrow(
    'Nothing was sent. The job has no Ghost.',
  )
})

test.each([
  ['it was carried out', { personId: 'p', personName: 'Prim' }, 'it holds what you typed'],
  ['it was not', {}, 'it does not hold what you typed'],
])('no person, and the answer was lost: %s', async (_what, left, found) => {
  const { result } = await saveOf(job(), job(), job(left))({ personId: primaryPerson })
  expect('problem' in result && result.problem.why).toContain(found)
  expect('held' in result && result.held !== null).toBe('personId' in left)
})

const json = (value: unknown) => new JsonText(toJson(value))

function undoOf(before: WholeJob, sent: object) {
  const change = recordChange(json(before), json(sent))
  if (!change) throw new Error('no change')
  return change
}

const undo = (now: WholeJob, { left, inverse, known, losses }: ReturnType<typeof undoOf>) =>
  entitySave({
    noun: 'job',
    kind: 'undo',
    opened: left,
    read: () => Promise.resolve(recordEntity(now, known)),
    write: () => Promise.reject(new Error('not in this test')),
    reviewsFirst: losses.length > 0,
    lossesOf: () => losses,
  }).save(inverse)

test('whom BigChange put there is not known: the undo of it is looked at first, as no collision', async () => {
  const change = undoOf(job(), { personId: null })
  expect(change.inverse).toEqual({ personId: { identifier: 'a', labels: { en: 'Ann' } } })
  const result = await undo(job({ personId: 'p', personName: 'Prim' }), change)
  expect(result).toMatchObject({
    review: { collisions: [], others: [], losses: [expect.stringContaining('is not known')] },
  })
})

test('the person who was chosen does not bear the name of the one before', () => {
  const { left } = undoOf(job(), { personId: 'b' })
  expect(left.properties?.['personId']).toEqual({ identifier: 'b', labels: { en: 'b' } })
})

test('what had no value and cannot be cleared stays, and that is said', () => {
  const before = job({ plannedDuration: null, description: null, personId: null })
  const sent = { plannedDuration: 60, description: 'x', personId: 'b' }
  const { inverse, losses } = undoOf(before, { ...sent, reference: 'R-2' })
  expect(inverse).toEqual({ reference: 'R-1' })
  expect(losses.map((loss) => loss.split(' ')[0])).toEqual(['plannedDuration', 'description', 'personId'])
  expect(recordChange(json(before), json(sent))).toBeNull()
})

test('an undo goes to the ids of that time, whatever bears the caption now', () => {
  const { inverse, known } = undoOf(job(), { customFields: [{ definitionId: 2, value: 'yes' }] })
  const now: NamedFields = namedFields(job({}, typeOf('Permit', 'Access')), known)
  expect(toJson(updateOf(now, inverse))).toBe('{"customFields":[{"definitionId":2,"value":null}]}')
})

test.each([
  [{ job: job({ status: 'started' }) }, { description: 'x', reference: 'R-2' }, ['description']],
  [{ job: job({ status: 'completedOk' }) }, { personId: primaryPerson }, ['personId']],
  [{ job: job({ status: 'cancelled' }) }, { reference: 'R-2' }, []],
  [{ mayEdit: false }, { reference: 'R-2' }, []],
])('%j: what would be refused is not sent', (record, changes, at) => {
  const problem = refusedBeforehand({ job: job(), type: null, mayEdit: true, ...record }, changes)
  expect(problem?.what).toBe('Nothing was sent.')
  expect(Object.keys(problem?.fields ?? {})).toEqual(at)
})

test('what is not locked is sent', () => {
  const started = { job: job({ status: 'started' }), type: null, mayEdit: true }
  expect(refusedBeforehand(started, { reference: 'R-2' })).toBeUndefined()
  expect(refusedBeforehand({ ...started, job: job() }, { description: 'x' })).toBeUndefined()
})
