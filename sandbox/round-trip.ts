import { readdirSync, readFileSync } from 'node:fs'
import { type Entity, entity } from '../src/api/entity.ts'
import { writerFor } from '../src/api/writer.ts'
import { changesOf } from '../src/form/entity-changes.ts'
import type { EntityField } from '../src/form/entity-fields.ts'
import { jsonMembers } from '../src/lib/json-text.ts'
import { JsonText, parseJson } from '../src/lib/json.ts'
import { startHubForTest } from './hub-for-test.ts'
import { createTenants } from './tenants.ts'

/** JSON in which parsing and writing would change everything. */
export const oddJson = String.raw`{"$type":"x, y","10":{"2":"b","1":"a"},"9":[1.10,1e400,-0,0.10E+2,9007199254740993,9223372036854775807],"twice":1,"twice":2,"\u0061\/":"\u00e9\ud83d\ude00\/\"{[,:]}","empty":[{},[],""]}`

export const spacedJson = '{ "a" : [ 1.10 ,\t2 ] , "b" : { } }'

export const hostileJson = {
  'everything that parsing would change': oddJson,
  'with its own white space': spacedJson,
  'a list': '[9007199254740993,"\\u0041"]',
  'a text': '"\\u0041\\/"',
  'a number': '1.10',
}

const item = '{"id":9007199254740993,"rate":1.10,"path":"/assets/2026/11/catalogue/autumn/front.tif"},'

/** More than 2 MiB. */
export const largeJson = `{"$type":"big","Targets":[${item.repeat(25_000)}1e400],"more":${oddJson}}`

/** Files of the contract's sample entities. */
export const samples = readdirSync('contract/samples')

/** A sample with members that nobody knows, everywhere, as it was read. */
export function readSample(file: string): { text: string; read: Entity } {
  const text = readFileSync(`contract/samples/${file}`, 'utf8')
    .replace(
      '"properties": {',
      `"unknown": ${oddJson}, "properties": { "9": 1.10, "2": ${oddJson}, "Text": "\\u0041\\/",`,
    )
    .replace(
      '"relations": {',
      `"relations": { "Later": {"children":[{"2":1,"1":1.0}],"child_total":9007199254740993},`,
    )
    .replace(/,(\s*\})/g, '$1')
  return { text, read: { ...entity.parse(parseJson(text)), readFrom: new JsonText(text) } }
}

export const propertiesIn = (text: string) => jsonMembers(jsonMembers(text).get('properties') ?? '')

/** What a form would send when the text of one field is changed and nothing else. */
export function changesByTyping(
  fields: readonly EntityField[],
  property: string,
  type: (shown: string) => string,
) {
  const texts = fields.map((field) => [
    field.name,
    field.property === property ? type(field.text) : field.text,
  ])
  return changesOf(fields, Object.fromEntries(texts))
}

/** The writer of who may edit; where the settings say nothing, all may. */
export function editor() {
  const writer = writerFor('edit')
  if (!writer) throw new Error('Editing is given to all.')
  return writer
}

/** A hub of its own with job 39596. */
export async function openHub() {
  const tenants = createTenants()
  return { tenants, ...(await startHubForTest(tenants, (id) => id === 39596n)) }
}
