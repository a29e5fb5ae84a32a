import { beforeEach, expect, test, vi } from 'vitest'
import { consoleConfig } from '~/lib/config-schema.ts'

/** As they are in an app that has just started with these settings. */
async function shapesOf(jsonSchemas: unknown) {
  const { setConfig } = await import('~/lib/current-config.ts')
  setConfig(
    consoleConfig.parse({
      oidc: { authority: 'https://login.example.com', client_id: 'console' },
      contentHub: { jsonSchemas },
    }),
  )
  return import('./json-shapes.ts')
}
const object = { type: 'object' }

beforeEach(() => vi.resetModules())

test('without a schema any JSON is right, and what is no JSON is told first', async () => {
  const { prepareJsonShapes, jsonProblems } = await shapesOf({})
  await prepareJsonShapes()
  expect(jsonProblems('Target.Data', '[]')).toEqual([])
  expect(jsonProblems('Target.Data', '[')).toMatchObject([
    { line: 1, message: expect.stringContaining('too early') },
  ])
})

test('a schema is for its property alone', async () => {
  const { prepareJsonShapes, jsonProblems } = await shapesOf({ 'Target.Data': object })
  await prepareJsonShapes()
  expect(jsonProblems('Target.Data', '\n[]')).toMatchObject([
    { line: 2, message: 'expected object, received array' },
  ])
  expect(jsonProblems('Target.Data', '{')).toMatchObject([{ line: 1 }])
  expect(jsonProblems('Job.Configuration', '[]')).toEqual([])
})

test('a schema that is none is told, each time a form is opened', async () => {
  const { prepareJsonShapes } = await shapesOf({ 'Target.Data': object, 'Job.Data': { type: 'banana' } })
  const refused = { why: expect.stringContaining('“contentHub.jsonSchemas.Job.Data” is no JSON Schema') }
  await expect(prepareJsonShapes()).rejects.toMatchObject(refused)
  await expect(prepareJsonShapes()).rejects.toMatchObject(refused)
})

test('a property with a schema is JSON, also where it has no value, and may be left empty only where null may be', async () => {
  const { prepareJsonShapes } = await shapesOf({
    'Job.Data': object,
    'Job.Note': { type: ['object', 'null'] },
  })
  await prepareJsonShapes()
  const { entityFields } = await import('./entity-fields.ts')
  const { problemOf } = await import('./fields-schema.ts')
  const properties = { 'Job.Data': null, 'Job.Note': { a: 1 }, 'Job.Other': null }
  const fields = entityFields({ properties }, [], [])
  expect(fields.map(({ kind }) => kind)).toEqual(['json', 'json', 'line'])
  const [data, note] = fields
  if (!data || !note) throw new Error('No fields.')
  expect(problemOf(data, '')).toBeUndefined()
  expect(problemOf({ ...data, text: '{}' }, ' ')).toBe('It must not be empty.')
  expect(problemOf(data, '[]')).toBe('Line 1: expected object, received array.')
  expect(problemOf(note, '')).toBeUndefined()
})
