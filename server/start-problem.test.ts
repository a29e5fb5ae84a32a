import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { startProblem } from './start-problem.ts'

/** What listening fails with. */
const failureOf = (port: number, host: string) =>
  new Promise<unknown>((resolve) => {
    const server = createServer().once('error', resolve)
    server.listen(port, host, () => server.close(() => resolve('It did not fail.')))
  })

test.each(['203.0.113.9', 'nonsense.invalid'])('HOST %s is told as a setting', async (host) => {
  expect(startProblem(await failureOf(0, host), { HOST: host })).toBe(
    `HOST: found "${host}", expected an address of this machine.`,
  )
})

const listening = (code: string) => Object.assign(new Error('listen'), { code, port: 80 })

test('a port that is taken or forbidden is told as a setting', () => {
  expect(startProblem(listening('EADDRINUSE'), { PORT: '80' })).toBe(
    'PORT: found 80, which another program listens on, expected a free one.',
  )
  expect(startProblem(listening('EACCES'), { PORT: '80' })).toBe(
    'PORT: found "80", expected a port that this user may listen on.',
  )
})
