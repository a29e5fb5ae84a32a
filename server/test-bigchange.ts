import { writeFileSync } from 'node:fs'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { folder, gateway, upstream } from './test-gateway.ts'
import { audience, operators } from './test-operators.ts'

export const secret = 'hush-hush-0123456789'

type Arrived = { method: string; url: string; headers: IncomingHttpHeaders; body: string }

const json = { 'Content-Type': 'application/json' }

/** Plays a remote system that gives tokens (`token-1`, `token-2` …) and keeps what arrives. */
async function remoteSystem() {
  const remote = {
    url: '',
    /** Calls that bear a token, oldest first. */
    arrived: [] as Arrived[],
    /** Forms posted to the token address. */
    forms: [] as string[],
    /** What the token address answers the nth time. */
    token: (n: number, response: ServerResponse) =>
      void response.writeHead(200, json).end(`{"access_token":"token-${n}","expires_in":600}`),
    answer: (_arrived: Arrived, response: ServerResponse) => void response.writeHead(200, json).end('{}'),
  }
  remote.url = await upstream(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    if (request.url === '/auth/tokens') {
      remote.forms.push(body)
      remote.token(remote.forms.length, response)
      return
    }
    const arrived = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body }
    remote.arrived.push(arrived)
    remote.answer(arrived, response)
  })
  return remote
}

/** A gateway before a stand-in of BigChange and a provider of operators, and the lines of its log. */
export async function bigChangeGateway({ config = {}, callsPerSecond = 1000, asHub = false } = {}) {
  const people = await operators()
  const remote = await remoteSystem()
  const lines: string[] = []
  const clientSecretFile = join(folder(), 'secret')
  writeFileSync(clientSecretFile, `${secret}\n`)
  const credentials = {
    tokenUrl: new URL(`${remote.url}/auth/tokens`),
    clientId: 'gateway',
    clientSecretFile,
  }
  const system = { origin: new URL(remote.url), callsPerSecond, credentials }
  const started = await gateway({
    config: { ...people.config, ...config },
    audience,
    lines,
    ...(asHub ? { contentHub: system } : { bigChange: { ...system, customerId: '10001' } }),
  })
  const logged = (message: string) =>
    lines.map((line): Record<string, unknown> => JSON.parse(line)).filter(({ msg }) => msg === message)
  return { url: started.url, people, remote, lines, logged }
}
