import { serve } from '@hono/node-server'
import type { Hono } from 'hono'

/** Serves an app on an address; port 0 takes any free one. */
export async function listen(
  fetch: Hono<never>['fetch'] | Hono['fetch'],
  hostname: string,
  port: number,
): Promise<{ url: string; close(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, hostname, port }, (address) => {
      resolve({
        url: `http://${hostname}:${address.port}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed())
            if ('closeAllConnections' in server) server.closeAllConnections()
          }),
      })
    })
    // As long as Content Hub keeps one open (its throttling page).
    if ('keepAliveTimeout' in server) server.keepAliveTimeout = 60_000
    server.once('error', reject)
  })
}
