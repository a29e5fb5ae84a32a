import { createHash } from 'node:crypto'

const relativeAddress = /\b(src|href)="\.\/([^"]*)"/g
const inlineScript = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g

/**
 * The built index.html for the given base path (with a slash at both ends): its relative addresses are rewritten and
 * `data-base` tells the app, since a `<base>` element is forbidden by the policy. With the CSP hashes of its inline scripts.
 */
export function indexPage(html: string, basePath: string): { html: string; scriptHashes: string[] } {
  const page = html
    .replace(/<html\b/, () => `<html data-base="${basePath}"`)
    .replace(relativeAddress, (_, attribute: string, path: string) => `${attribute}="${basePath}${path}"`)
  const scriptHashes = [...page.matchAll(inlineScript)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  )
  return { html: page, scriptHashes }
}
