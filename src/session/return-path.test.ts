import { describe, expect, it } from 'vitest'
import { safeReturnPath } from './return-path.ts'

const home = 'https://console.example.com/'

describe('safeReturnPath', () => {
  it.each([
    '/',
    '/jobs/39596',
    '/jobs/39596/targets?state=Failed&skip=50#row-3',
    '/jobs?next=https://evil.example/',
  ])('keeps %s', (path) => expect(safeReturnPath(path, home)).toBe(path))

  it.each([
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example/',
    'https:evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '/%2f%2fevil.example',
    '/%2Fevil.example',
    '/%5cevil.example',
    '/.//evil.example',
    '/jobs/..//evil.example',
    '/\t/evil.example',
    '\n//evil.example',
    '/\r\n/evil.example',
    ' //evil.example',
    'jobs/1',
    '',
    '/callback',
    '/callback/',
    '/callback?code=1&state=2',
    '/jobs/../callback?code=1',
    `/${'a'.repeat(5000)}`,
    null,
    undefined,
    7,
    { toString: () => '/jobs' },
  ])('answers %j with home', (path) => expect(safeReturnPath(path, home)).toBe('/'))

  it('stays below the base path', () => {
    const below = 'https://console.example.com/jobs-console/'
    expect(safeReturnPath('/jobs-console/jobs/1', below)).toBe('/jobs-console/jobs/1')
    expect(safeReturnPath('/other/jobs/1', below)).toBe('/jobs-console/')
    expect(safeReturnPath('/jobs-console/../other', below)).toBe('/jobs-console/')
    expect(safeReturnPath('/jobs-console/callback?code=1', below)).toBe('/jobs-console/')
  })
})
