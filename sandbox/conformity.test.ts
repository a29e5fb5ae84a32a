import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { openContract } from '../contract/conformity.ts'

const contract = openContract(
  fileURLToPath(new URL('../contract/content-hub-jobs.openapi.yaml', import.meta.url)),
)
const list = { method: 'GET', path: '/api/jobs/39596/targets' }
const one = { method: 'PATCH', path: '/api/jobs/39596/targets/7' }

const read = (id: string) => contract.checkRequest({ method: 'GET', path: `/api/v2/jobs/${id}` })

describe('requests', () => {
  test('a filtered page conforms, with repeated cultures', () => {
    const query = new URLSearchParams('state=Completed&skip=50&take=25&cultures=en-US&cultures=nl-NL')
    expect(contract.checkRequest({ ...list, query })).toEqual([])
  })
  test('an unknown operation, parameter or number is named', () => {
    expect(contract.checkRequest({ method: 'DELETE', path: '/api/jobs/39596' })).toEqual([
      'DELETE /api/jobs/39596 is not in the contract',
    ])
    expect(contract.checkRequest({ ...list, query: new URLSearchParams('sort=id&skip=x') })).toEqual([
      'query skip must be integer',
      'query sort is not in the contract',
    ])
  })
  test('int64 ends at 9223372036854775807', () => {
    expect(read('9223372036854775807')).toEqual([])
    expect(read('9223372036854775808')).toEqual(['path id must be integer'])
  })
  test('a body is checked, and missing or superfluous ones are noticed', () => {
    const body =
      '{"properties":{"Target.State":{"identifier":"Pending"}},"modified_on":"2025-03-04T09:12:44.1180000Z"}'
    expect(contract.checkRequest({ ...one, body })).toEqual([])
    expect(contract.checkRequest({ ...one, body: '{"properties":[]}' })).toEqual([
      'body/properties must be object,null',
    ])
    expect(contract.checkRequest({ ...one, body: '{"modified_on":"4 March"}' })).toEqual([
      'body/modified_on must match format "date-time"',
    ])
    expect(contract.checkRequest(one)).toEqual(['body is missing'])
    expect(contract.checkRequest({ ...list, body: '{}' })).toEqual(['body is not in the contract'])
  })
  test('"bulk" is an operation of its own, not a target id', () => {
    const bulk = { method: 'POST', path: '/api/jobs/1/targets/bulk' }
    expect(contract.checkRequest({ ...bulk, body: '[{"properties":{}}]' })).toEqual([])
    expect(contract.checkRequest({ ...bulk, body: '{}' })).toEqual(['body must be array'])
  })
})

describe('answers', () => {
  test('status, headers and body must be the declared ones', () => {
    expect(contract.checkAnswer({ ...one, status: 204 })).toEqual([])
    expect(contract.checkAnswer({ ...one, status: 204, body: '{}' })).toEqual(['body is not in the contract'])
    expect(contract.checkAnswer({ ...one, status: 418 })).toEqual([
      'PATCH /api/jobs/{id}/targets/{targetId} declares no status 418',
    ])
    const headers = new Headers({ 'retry-after': 'soon' })
    expect(contract.checkAnswer({ ...one, status: 429, headers })).toEqual([
      'header Retry-After must be integer',
    ])
  })
  test('an id that is a text does not conform', () => {
    expect(contract.checkAnswer({ ...list, status: 200, body: '{"items":[{"id":"7"}]}' })).toEqual([
      'body/items/0/id must be integer',
    ])
    expect(
      contract.checkAnswer({ ...list, status: 200, body: '{"items":[{"id":9007199254740993}]}' }),
    ).toEqual([])
    expect(contract.checkAnswer({ ...list, status: 200 })).toEqual(['body is missing'])
  })
  test('both contracts can be opened', () => {
    const file = fileURLToPath(new URL('../contract/bigchange-jobs.openapi.yaml', import.meta.url))
    expect(openContract(file).checkRequest({ method: 'GET', path: '/nowhere' })).toHaveLength(1)
  })
})
