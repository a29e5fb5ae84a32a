import { beforeAll, expect, test } from 'vitest'
import { type Entity, entity } from '~/api/entity.ts'
import { descriptionBody } from '~/api/write-description.ts'
import { changesOf } from '~/form/entity-changes.ts'
import { fieldsSchema } from '~/form/fields-schema.ts'
import { consoleConfig } from '~/lib/config-schema.ts'
import { setConfig } from '~/lib/current-config.ts'
import { JsonText, parseJson, toJson } from '~/lib/json.ts'
import { descriptionFields, noDescription } from './description-fields.ts'

beforeAll(() => {
  setConfig(consoleConfig.parse({ oidc: { authority: 'https://login.example.com', client_id: 'console' } }))
})

const text =
  '{"id": 5, "properties": {"Job.Configuration": {"rate": 1.10}, "Job.Data": null, "Job.Order": 7}}'
const held: Entity = {
  id: '5',
  properties: { 'Job.Configuration': parseJson('{"rate": 1.10}'), 'Job.Data': null, 'Job.Order': 7 },
  readFrom: new JsonText(text),
}

/** What is told at the fields, by property, or what would be sent. */
function typed(description: Entity, texts: Record<string, string>) {
  const fields = descriptionFields(description, ['en-US'], '39596')
  const values = Object.fromEntries(fields.map((field) => [field.name, texts[field.property] ?? field.text]))
  const issues = fieldsSchema(fields).safeParse(values).error?.issues ?? []
  const told = issues.map(({ path, message }) => [
    fields.find(({ name }) => name === path[0])?.property,
    message,
  ])
  return told.length > 0 ? told : toJson(changesOf(fields, values))
}

test.each([
  [noDescription, {}, 'Job.Configuration', 'Enter a value.'],
  [noDescription, { 'Job.Configuration': ' \n' }, 'Job.Configuration', 'Enter a value.'],
  [noDescription, { 'Job.Configuration': '{"a": }' }, 'Job.Configuration', 'Line 1: expected a value.'],
  [held, { 'Job.Configuration': '{\n"a": ,' }, 'Job.Configuration', 'Line 2: expected a value.'],
  [held, { 'Job.Configuration': '{"a": 01}' }, 'Job.Configuration', 'Line 1: '],
  [held, { 'Job.Data': 'nothing' }, 'Job.Data', 'Line 1: '],
  [held, { 'Job.Order': '1,5' }, 'Job.Order', 'Enter a number, such as 12.5, or nothing.'],
])('of %j with %j nothing is sent: %s, %s', (description, texts, property, message) => {
  expect(typed(description, texts)).toEqual([[property, expect.stringContaining(message)]])
})

test.each([
  [
    noDescription,
    { 'Job.Configuration': '{"id": 9007199254740993}' },
    '{"Job.Configuration":{"id":9007199254740993}}',
  ],
  [held, {}, '{}'],
  [held, { 'Job.Configuration': '' }, '{"Job.Configuration":null}'],
  [held, { 'Job.Data': '[1.10]', 'Job.Order': '' }, '{"Job.Data":[1.10],"Job.Order":null}'],
])('of %j with %j is sent %s', (description, texts, sent) => {
  expect(typed(description, texts)).toBe(sent)
})

test('a relation of a description is changed by its ends and sent with all that was read; the job’s own is left out', () => {
  const relations =
    '{"JobToJobDescription":{"parent":{"href":"/api/entities/39596"}},"Other":{"parents":[{"href":"/api/entities/7"}]}}'
  const answer = text.replace(/\}$/, `, "relations": ${relations}}`)
  const described = { ...held, ...entity.parse(parseJson(answer)), readFrom: new JsonText(answer) }
  const fields = descriptionFields(described, ['en-US'], '39596')
  expect(fields.flatMap(({ relation }) => relation?.label ?? [])).toEqual(['Other'])
  const values = Object.fromEntries(
    fields.map(({ name, relation, text }) => [name, relation ? `${text}\nparent 8` : text]),
  )
  const body = toJson(descriptionBody(described, changesOf(fields, values)))
  expect(body).toBe(
    '{"id":5,"properties":{"Job.Configuration":{"rate": 1.10},"Job.Data":null,"Job.Order":7},"relations":{' +
      '"JobToJobDescription":{"parent":{"href":"/api/entities/39596"}},' +
      '"Other":{"parents":[{"href":"/api/entities/7"},{"href":"/api/entities/8"}]}}}',
  )
})
