import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { encodingFor } from './compressed.ts'
import type { Encoding } from './compressed.ts'

/** A file to be served, in memory: a build is a few megabytes, and replacing it on disk disturbs nobody. */
export type StaticFile = {
  bodies: Partial<Record<Encoding, Buffer<ArrayBuffer>>> & { identity: Buffer<ArrayBuffer> }
  headers: Record<string, string>
}

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}
const compressions = { br: '.br', gzip: '.gz' } as const

/** The files of a build by their path (`assets/index-1a2b.js`), with the compressed ones that lie beside them. */
export function readBuild(folder: string): Map<string, StaticFile> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((name) => !name.split('/').some((part) => part.startsWith('.')))
  const present = new Set(names)
  const files = new Map<string, StaticFile>()
  for (const name of names) {
    if (/\.(br|gz)$/.test(name)) continue
    const bodies: StaticFile['bodies'] = { identity: readFileSync(join(folder, name)) }
    for (const encoding of ['br', 'gzip'] as const) {
      const sibling = name + compressions[encoding]
      if (present.has(sibling)) bodies[encoding] = readFileSync(join(folder, sibling))
    }
    const hash = createHash('sha256').update(bodies.identity).digest('base64url').slice(0, 16)
    files.set(name, {
      bodies,
      headers: {
        'Content-Type': types[extname(name)] ?? 'application/octet-stream',
        ...(name.startsWith('assets/')
          ? { 'Cache-Control': 'public, max-age=31536000, immutable' }
          : { 'Cache-Control': 'no-cache', ETag: `"${hash}"` }),
      },
    })
  }
  return files
}

/**
 * A file that is made at start and never stored by browsers: what a signed-out person gets with Back must come from here,
 * not from a page kept with its data, and a new version must be seen at the next visit.
 */
export function madeFile(text: string, extension: '.html' | '.json'): StaticFile {
  const identity = Buffer.from(text)
  const headers = { 'Content-Type': types[extension] ?? '', 'Cache-Control': 'no-store' }
  return { bodies: { identity, br: brotliCompressSync(identity), gzip: gzipSync(identity) }, headers }
}

export function fileAnswer(file: StaticFile, request: Request): Response {
  const headers = new Headers({ ...file.headers, Vary: 'Accept-Encoding' })
  const etag = headers.get('etag')
  if (etag !== null && request.headers.get('if-none-match') === etag)
    return new Response(null, { status: 304, headers })
  const wanted = encodingFor(request.headers.get('accept-encoding') ?? undefined)
  const encoding = file.bodies[wanted] === undefined ? 'identity' : wanted
  const body = file.bodies[encoding] ?? file.bodies.identity
  if (encoding !== 'identity') headers.set('Content-Encoding', encoding)
  headers.set('Content-Length', String(body.length))
  return new Response(request.method === 'HEAD' ? null : body, { headers })
}
