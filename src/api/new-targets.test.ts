import { expect, test } from 'vitest'
import { parseJson } from '~/lib/json.ts'
import { createdId, createdIds } from './new-targets.ts'

test.each([
  [null, '12', '12'],
  [null, '{"id": 9007199254740993}', '9007199254740993'],
  [null, '{"id": "12"}', '12'],
  ['https://hub.example.com/api/entities/9007199254740993', 'null', '9007199254740993'],
  ['/api/jobs/1/targets/12', '{"id": 12}', '12'],
  ['/api/jobs/1/targets', '{"id": 12}', '12'],
  [null, 'null', null],
  [null, '{"id": 0}', null],
  [null, '"created"', null],
  [null, '[12]', null],
])('Location %j and body %s tell the id %j', (location, body, id) => {
  expect(createdId({ location, body: parseJson(body) })).toBe(id)
})

test.each([
  ['[9007199254740993, 2]', ['9007199254740993', '2']],
  ['[{"id": 1}, {"id": null}]', ['1', null]],
  ['{"ids": [1, 2], "errors": []}', ['1', '2']],
  ['{"ids": [1, 2], "versions": [1, 1]}', [null, null]],
  ['[1]', [null, null]],
  ['{"count": 2}', [null, null]],
  ['null', [null, null]],
])('the bulk answer %s tells the ids %j', (body, ids) => {
  expect(createdIds(parseJson(body), 2)).toEqual(ids)
})
