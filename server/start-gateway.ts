import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { pino } from 'pino'
import type { Logger } from 'pino'
import { gatewayApp } from './gateway-app.ts'
import { configuredOrigins, discoveredOrigins } from './oidc-origins.ts'
import { createRelays } from './relays.ts'
import type { GatewaySettings } from './settings.ts'

const builtApp = fileURLToPath(new URL('../dist', import.meta.url))
const stopLimitMs = 10_000
const discoverAgainMs = 60_000

export type Gateway = {
  /** The address that people use, ending in a slash. */
  url: string
  /** The address listened on, without a slash at its end. */
  listening: string
  /** Takes no more calls, lets those under way end for ten seconds, then cuts them. */
  close: () => Promise<void>
}

/** Starts the gateway. Throws where the address is taken or the app is not built. */
export async function startGateway(
  settings: GatewaySettings,
  buildDir = builtApp,
  log: Logger = pino({ level: settings.logLevel }),
): Promise<Gateway> {
  const { host, port, publicUrl, config } = settings
  const relays = await createRelays(settings, log)
  const hubOrigin = config.contentHub.url === '' ? [] : [new URL(config.contentHub.url).origin]
  let connect = [...configuredOrigins(config), ...hubOrigin]
  let again: NodeJS.Timeout | undefined
  const discover = async () => {
    try {
      connect = [...connect, ...(await discoveredOrigins(config))]
    } catch (error) {
      log.warn(
        { err: error, authority: config.oidc.authority },
        'the OpenID provider cannot be reached; trying again',
      )
      again = setTimeout(discover, discoverAgainMs).unref()
    }
  }
  const app = gatewayApp({
    buildDir,
    basePath: publicUrl?.pathname ?? '/',
    secure: publicUrl?.protocol === 'https:',
    configJson: JSON.stringify(config),
    connect: () => connect,
    relays,
    log,
  })
  await discover()

  let closing: Promise<void> | undefined
  const listener = getRequestListener(app.fetch)
  const server = createServer((request, response) => {
    response.on('close', () => closing && server.closeIdleConnections())
    void listener(request, response)
  })
  const taken = await listen(server, port, host)
  const listening = `http://${host.includes(':') ? `[${host}]` : host}:${taken}`
  const url = publicUrl?.href ?? `${listening}/`
  const origins = [settings.contentHub, settings.bigChange].flatMap((system) => system?.origin.origin ?? [])
  log.info({ url, listening, origins }, 'listening')

  const stop = async () => {
    clearTimeout(again)
    const closed = new Promise((resolve) => server.close(resolve))
    const cut = setTimeout(() => server.closeAllConnections(), stopLimitMs)
    await closed
    clearTimeout(cut)
    await relays.close()
    log.info('stopped')
  }
  return { url, listening, close: () => (closing ??= stop()) }
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : port
}
