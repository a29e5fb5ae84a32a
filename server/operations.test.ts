import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { bigChangePaths, contentHubPaths, operationsOf } from './operations.ts'

const allowed = [...bigChangePaths, ...contentHubPaths(null)]
const person = '5f0d1c9a-7b42-4e1f-9c3d-2a6be81f4d07'
const example = (template = '') => template.replaceAll('${personId}', person).replaceAll(/\$\{[^}]*\}/g, '7')

test('whatever the app asks is forwarded', () => {
  const calls = readdirSync('src/api')
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'path.ts')
    .flatMap((file) => {
      const code = readFileSync(`src/api/${file}`, 'utf8')
      return [
        ...[...code.matchAll(/path`(\/[^`]*)`/g)].map(([, path]) => ({ method: '', path: example(path) })),
        ...[...code.matchAll(/send\(\s*'(\w+)',\s*path`([^`]*)`/g)].map(([, method = '', path]) => ({
          method,
          path: example(path),
        })),
      ]
    })
  expect(calls.length).toBeGreaterThan(10)
  for (const { method, path } of [...calls, { method: 'GET', path: '/api/entities/7/relations/A.b-C_1' }]) {
    const known = allowed.find((one) => one.path.test(path))
    expect(known, path).toBeDefined()
    if (method) expect(Object.keys(known?.methods ?? {}), path).toContain(method)
  }
})

test.each(['/api/entities/7/relations/a/b', '/api/entities/7/relations/', '/api/entities/7/relations/a%2Fb'])(
  '%s is not forwarded',
  (path) => {
    expect(() => operationsOf(allowed, 'GET', path)).toThrow('This address is not forwarded.')
  },
)
