import { beforeEach, expect, test, vi } from 'vitest'
import { consoleConfig } from '~/lib/config-schema.ts'
import { setConfig } from '~/lib/current-config.ts'
import { Problem } from '~/lib/problem.ts'
import { createOnce, type IdentifierHistory } from './create-once.ts'

// A hub of one job, which can lose an answer or the request, and be late.
const hub = vi.hoisted(() => ({
  targets: [] as { id: string; identifier: string; properties?: Record<string, unknown> }[],
  arrived: 0,
  mood: [] as ('answers' | 'loses the answer' | 'loses the request' | 'is late' | 'tells no id')[],
  canLook: true,
}))

vi.mock('./call.ts', () => ({
  mayBeCarriedOut: (error: unknown) => error instanceof Problem && error.status === 504,
}))
vi.mock('./new-targets.ts', () => ({
  createTarget: async (
    _writer: unknown,
    _jobId: string,
    { identifier, properties }: (typeof hub.targets)[number],
  ) => {
    const mood = hub.mood.shift() ?? 'answers'
    const lost = new Problem('Not created.', 'No answer.', 'Look.', { status: 504 })
    hub.arrived += 1
    if (mood === 'loses the request') throw lost
    const add = () => {
      hub.targets.push({ id: String(hub.targets.length + 1), identifier, ...(properties && { properties }) })
    }
    if (mood === 'is late') {
      late = add
      throw lost
    }
    late()
    late = () => {}
    if (hub.targets.some((target) => target.identifier === identifier))
      throw new Problem('Not created.', 'Refused.', 'Mend it.', {
        status: 400,
        fields: { identifier: 'In use.' },
      })
    add()
    if (mood === 'loses the answer') throw lost
    return { id: mood === 'tells no id' ? null : (hub.targets.at(-1)?.id ?? null) }
  },
}))
vi.mock('./find-target.ts', () => ({ findByIdentifier: find, findTargetByIdentifier: find }))

async function find(_jobId: string, identifier: string) {
  if (!hub.canLook) throw new Problem('Not looked up.', 'No answer.', 'Try again.')
  return hub.targets.find((target) => target.identifier === identifier) ?? null
}

let late = () => {}
const writer = { action: 'edit' as const, send: vi.fn() }
const create = (history: IdentifierHistory, properties = {}) =>
  createOnce(writer, '7', { identifier: 'a', properties }, history)
const other = { id: '1', identifier: 'a' }

setConfig(consoleConfig.parse({ oidc: { authority: 'https://login.example.com', client_id: 'console' } }))

beforeEach(() => {
  Object.assign(hub, { targets: [], arrived: 0, mood: [], canLook: true })
  late = () => {}
})

test('a new identifier is sent without a look', async () => {
  hub.canLook = false
  expect(await create('generated')).toEqual({ id: '1', found: false })
})

test('an id that the answer does not tell is looked up', async () => {
  hub.mood = ['tells no id']
  expect(await create('generated')).toEqual({ id: '1', found: false })
})

test('a chosen identifier that is in use is told at its field, and nothing is sent', async () => {
  hub.targets = [other]
  await expect(create('chosen')).rejects.toMatchObject({
    what: 'Nothing was sent.',
    fields: { identifier: /a/ },
  })
  expect(hub.arrived).toBe(0)
})

test('where the look before fails, nothing is sent', async () => {
  hub.canLook = false
  await expect(create('chosen')).rejects.toMatchObject({ what: 'Nothing was sent.' })
  await expect(create('sent')).rejects.toMatchObject({ what: 'Nothing was sent.' })
  expect(hub.arrived).toBe(0)
})

test('a lost answer: it is found, and was created once', async () => {
  hub.mood = ['loses the answer']
  expect(await create('generated')).toEqual({ id: '1', found: true })
  expect(hub.arrived).toBe(1)
})

test('a lost request: it is not found, which is said; sent again it is created once', async () => {
  hub.mood = ['loses the request']
  await expect(create('generated')).rejects.toMatchObject({
    name: 'UncertainCreation',
    why: expect.stringContaining('the identifier a is not among the job’s first and last targets'),
    next: expect.stringContaining('Look for it in the list'),
  })
  expect(await create('sent')).toEqual({ id: '1', found: false })
  expect(hub.targets).toHaveLength(1)
})

test('a lost answer and a look that fails: sent again it is looked for first', async () => {
  hub.mood = ['loses the answer']
  const sending = create('generated')
  hub.canLook = false
  await expect(sending).rejects.toThrow('failed too')
  hub.canLook = true
  expect(await create('sent')).toEqual({ id: '1', found: true })
  expect(hub.arrived).toBe(1)
})

test('a request that arrives late: the second is refused, and what the first made is found', async () => {
  hub.mood = ['is late']
  await expect(create('generated')).rejects.toMatchObject({ name: 'UncertainCreation' })
  expect(await create('sent')).toEqual({ id: '1', found: true })
  expect(hub.targets).toHaveLength(1)
})

test('a refusal is a refusal', async () => {
  hub.targets = [other]
  await expect(create('generated')).rejects.toMatchObject({ status: 400 })
})

test('what bears the identifier, but does not hold what was typed, is not told as created', async () => {
  hub.mood = ['loses the request']
  await expect(create('generated', { Title: { 'en-US': 'a' } })).rejects.toMatchObject({
    name: 'UncertainCreation',
  })
  hub.targets = [{ ...other, properties: { Title: { 'en-US': 'b', 'nl-NL': null } } }]
  await expect(create('sent', { Title: { 'en-US': 'a' } })).rejects.toMatchObject({
    name: 'UncertainCreation',
    why: expect.stringContaining('does not hold what you typed in Title'),
    fields: { identifier: /a/ },
  })
  hub.targets = [{ ...other, properties: { Title: { 'en-US': 'a', 'nl-NL': null }, State: 'Pending' } }]
  expect(await create('sent', { Title: { 'en-US': 'a' } })).toEqual({ id: '1', found: true })
})

const pending = { 'Target.State': { identifier: 'Pending' }, Title: 'a' }
const begun = { 'Target.State': { identifier: 'InProgress' }, Title: 'a' }

test.each(['generated', 'generated, sent'] as const)(
  'what bears a %s identifier is ours, whoever has changed it since',
  async (history) => {
    hub.mood = ['is late']
    await expect(create('generated', pending)).rejects.toMatchObject({ name: 'UncertainCreation' })
    hub.targets = [{ ...other, properties: { ...begun, Title: 'b' } }]
    hub.mood = ['loses the request']
    expect(await create(history, pending)).toEqual({ id: '1', found: true })
  },
)

test('a worker that has begun with a target does not make it somebody else’s', async () => {
  hub.targets = [{ ...other, properties: begun }]
  expect(await create('sent', pending)).toEqual({ id: '1', found: true })
  expect(hub.arrived).toBe(0)
})
