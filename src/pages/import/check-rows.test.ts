import { expect, test, vi } from 'vitest'
import { entity } from '~/api/entity.ts'
import { consoleConfig } from '~/lib/config-schema.ts'
import { setConfig } from '~/lib/current-config.ts'
import { prepareJsonShapes } from '~/form/json-shapes.ts'
import { checkRows } from './check-rows.ts'
import { type ColumnUse, guessUses, labelOf, usesFor, usesProblem } from './column-use.ts'
import { importFields } from './import-fields.ts'
import { readTable } from './source-table.ts'

vi.mock('~/session/session.ts', () => ({ getSession: () => ({ person: { sub: 'ann' } }) }))

setConfig(
  consoleConfig.parse({
    oidc: { authority: 'https://login.example.com', client_id: 'console' },
    contentHub: {
      jsonSchemas: { 'Target.Data': { type: 'object', properties: { asset: { type: 'integer' } } } },
    },
  }),
)
await prepareJsonShapes()

const cultures = ['en-US', 'nl-NL']
const sample = [
  entity.parse({ id: 1, properties: { 'Target.State': { identifier: 'Odd' }, 'Target.Title': null } }),
  entity.parse({
    id: 2,
    properties: { 'Target.Title': { 'en-US': 'A', 'nl-NL': null }, 'Target.Rate': 1, 'Target.Urgent': true },
  }),
]
const fields = importFields(sample, cultures)

async function check(text: string, { name = '', uses }: { name?: string; uses?: ColumnUse[] } = {}) {
  const table = await readTable({ text, name })
  const { ready, faulty } = await checkRows(table, uses ?? guessUses(table, fields, cultures), fields)
  return {
    ready: ready.map(({ line, text }) => `${line} ${text}`),
    faulty: faulty.map(({ line, reason }) => `${line} ${reason}`),
  }
}
const guessed = async (text: string) =>
  guessUses(await readTable({ text, name: '' }), fields, cultures).map(labelOf)

test('columns are guessed from their names, each property once', async () => {
  expect(
    await guessed(
      'Identifier,location,Target.State,title nl-NL,Target.Title (en-US),Urgent,Other.Note,comment,LOCATION\n'.concat(
        ',,,,,,,,x',
      ),
    ),
  ).toEqual([
    'Identifier',
    'Target.Location',
    'Target.State',
    'Target.Title (nl-NL)',
    'Target.Title (en-US)',
    'Target.Urgent',
    'Other.Note',
    'Leave out',
    'Leave out',
  ])
  expect(await guessed('[{"properties":{"Target.Title":{"en-US":"x"}},"Other.Label":1}]')).toEqual([
    'Other.Label',
    'Target.Title',
  ])
  expect(usesFor('note', fields, false).map(labelOf)).toEqual(
    expect.arrayContaining(['Leave out', 'Identifier', 'Target.Location', 'Target.Title (en-US)', 'note']),
  )
})

test('what the columns of a file of failed rows say is left out', async () => {
  expect(await guessed('line,reason,location\n7,wrong,x')).toEqual(['Target.Location'])
  expect(await guessed('[{"line":1,"reason":"wrong","location":"x"}]')).toEqual(['Target.Location'])
})

test('two columns for the same, or none for a property, are told', () => {
  const location: ColumnUse = { as: 'property', property: 'Target.Location' }
  expect(usesProblem([location, location])).toContain('Two columns are for Target.Location')
  expect(usesProblem([{ as: 'identifier' }, { as: 'nothing' }])).toContain('at least one')
  expect(usesProblem([location, { as: 'nothing' }, { as: 'nothing' }])).toBeNull()
})

test('values go as they are spelled: numbers, JSON, options, cultures; empty cells are not sent', async () => {
  const { ready, faulty } = await check(
    [
      'identifier;location;state;priority;rate;urgent;data;title en-US;title nl-NL;startedon',
      'a;=1+1;Pending;9007199254740993;1.10;TRUE;"{""2"":1e400, ""1"":1.0}";<b>A</b>;;2026-11-22T09:30:00.1234567+01:00',
      'b; x ;Odd;;;;;;;',
    ].join('\n'),
  )
  expect(faulty).toEqual([])
  expect(ready).toEqual([
    '2 {"identifier":"a","properties":{"Target.Location":"=1+1","Target.State":{"identifier":"Pending"},"Target.Priority":9007199254740993,"Target.Rate":1.10,"Target.Urgent":true,"Target.Data":{"2":1e400,"1":1.0},"Target.Title":{"en-US":"<b>A</b>"},"Target.StartedOn":"2026-11-22T09:30:00.1234567+01:00"}}',
    '3 {"identifier":"b","properties":{"Target.Location":" x ","Target.State":{"identifier":"Odd"}}}',
  ])
})

test('a row without an identifier gets one', async () => {
  const { ready } = await check('location\nx\ny')
  const identifiers = ready.map((row) => /"identifier":"([\w-]{22})"/.exec(row)?.[1])
  expect(new Set(identifiers).size).toBe(2)
  expect(identifiers).not.toContain(undefined)
})

test('every fault is told with its line', async () => {
  const { ready, faulty } = await check(
    [
      'identifier,location,state,priority,rate,urgent,data,startedon',
      'a,x,,,,,,',
      'a,x,,,,,,',
      'a b,x,,,,,,',
      `${'i'.repeat(256)},x,,,,,,`,
      'c,x,Done,1.5,1;5,maybe,{"a":},22-11-2026',
      'd,,,,,,,',
      'e,x',
      '"f"f,x,,,,,,',
      '',
      `g,${'x'.repeat(1_000_000)},,,,,,`,
    ].join('\n'),
  )
  expect(ready).toHaveLength(1)
  expect(faulty).toEqual([
    '3 Identifier “a”: line 2 has it too.',
    expect.stringMatching(/^4 Identifier “a b”: Use letters without accents/),
    expect.stringMatching(/^5 Identifier “i{40}…”: It is too long: 256 characters, at most 255/),
    '6 Target.State “Done”: It is none of Created, Pending, InProgress, Completed, Cancelled, Odd. Target.Priority “1.5”: Enter a whole number, or nothing. Target.Rate “1;5”: Enter a number, such as 12.5, or nothing. Target.Urgent “maybe”: Enter true or false, or nothing. Target.Data “{"a":}”: Line 1: expected a value. Target.StartedOn “22-11-2026”: Enter a time such as 2026-11-22T09:30:00Z, or nothing.',
    '7 It has no value for any property.',
    '8 The row has 2 cells, the header has 8.',
    '9 Cell 1 goes on after its closing quotation mark.',
    expect.stringMatching(/^11 It is too long/),
  ])
})

test('JSON keeps its own types, and says where they are wrong', async () => {
  const { ready, faulty } = await check(`[
  {"identifier": "a", "properties": {"Target.Data": {"2": 1.10, "1": 1.10}, "Target.State": {"identifier": "Pending", "labels": {}}, "Target.Title": {"nl-NL": "x"}}, "Other.List": [1.0]},
  {"identifier": null, "Target.Priority": 9223372036854775807, "Target.Urgent": false, "Target.Rate": 1e400},
  {"Target.Priority": "12"}, 7,

  {"Target.Location": 5, "Target.Urgent": "yes", "Target.State": 3, "Target.Title": {"en-US": 1}}
]`)
  expect(ready[0]).toBe(
    '2 {"identifier":"a","properties":{"Other.List":[1.0],"Target.Data":{"2":1.10,"1":1.10},"Target.State":{"identifier":"Pending"},"Target.Title":{"nl-NL":"x"}}}',
  )
  expect(ready[1]).toContain(
    '"Target.Priority":9223372036854775807,"Target.Urgent":false,"Target.Rate":1e400',
  )
  expect(faulty).toEqual([
    '4 Target.Priority “"12"”: Expected a whole number.',
    '4 It is no JSON object.',
    '6 Target.State “3”: Expected an option, such as {"identifier": "Pending"}. Target.Title “{"en-US": 1}”: Expected a map from culture to text. Target.Urgent “"yes"”: Expected true or false. Target.Location “5”: Expected a text.',
  ])
})

test('JSON must be as the settings say, in a cell and as a member', async () => {
  expect(await check('Target.Data\n"{""asset"": 1}"\n"{""asset"": true}"')).toEqual({
    ready: [expect.stringContaining('{"asset":1}')],
    faulty: ['3 Target.Data “{"asset": true}”: Line 1: “asset”: expected number, received boolean.'],
  })
  expect((await check('[{"Target.Data": {"asset": 1}},\n{"Target.Data": {"asset": "1"}}]')).faulty).toEqual([
    '2 Target.Data “{"asset": "1"}”: Line 1: “asset”: expected number, received string.',
  ])
})
