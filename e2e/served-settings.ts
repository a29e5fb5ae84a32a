import { createServer } from 'node:http'
import { gatewayUrl } from './ports.ts'

/**
 * The console behind its gateway, all but `config.json`: that is `settings`. Gives the address; `close` ends it.
 * The gateway itself refuses wrong settings at start; a file that is put beside the app by hand is not checked.
 */
export async function serveSettings(settings: { readonly status?: number; readonly text: string }) {
  const server = createServer(async ({ url = '/', headers }, response) => {
    if (url === '/config.json') {
      response.writeHead(settings.status ?? 200, { 'Content-Type': 'application/json' }).end(settings.text)
      return
    }
    const answer = await fetch(gatewayUrl + url, { headers: { accept: headers.accept ?? '*/*' } })
    const kept = ['content-type', 'content-security-policy', 'cache-control']
    for (const name of kept) response.setHeader(name, answer.headers.get(name) ?? '')
    response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    close(): Promise<unknown> {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}
