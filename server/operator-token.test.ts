import { pino } from 'pino'
import { expect, test } from 'vitest'
import { parseConfig } from '../src/lib/config.ts'
import { createOperatorCheck } from './operator-token.ts'
import { audience, operators } from './test-operators.ts'

test('a provider that is not the one of the settings is told as a wrong setting, not as an outage', async () => {
  const people = await operators()
  const lines: string[] = []
  const log = pino({}, { write: (line: string) => void lines.push(line) })
  // The provider calls itself without the slash.
  const { oidc } = parseConfig({ oidc: { ...people.config.oidc, authority: `${people.issuer}/` } })
  const check = createOperatorCheck({ oidc, audience, log })
  const authorization = await people.bearer()
  await expect(check(authorization)).rejects.toMatchObject({
    status: 503,
    title: 'Sign-in service not as set',
  })
  expect(lines.map((line): Record<string, unknown> => JSON.parse(line))).toEqual([
    expect.objectContaining({ level: 50, reason: expect.stringContaining(`not ${people.issuer}/`) }),
  ])
})
