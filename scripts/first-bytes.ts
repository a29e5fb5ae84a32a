import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliBytes } from './brotli-bytes.ts'

/** A piece of code that the document brings with it, and its bytes (brotli 11). */
export interface FirstPart {
  readonly name: string
  readonly bytes: number
}

const tag = /<(?<kind>script|link)\b(?<attributes>[^>]*)>/g

/** The scripts and style sheets that a built document asks for by itself, with the scripts inside it. */
export async function firstParts(dist: string): Promise<FirstPart[]> {
  const html = await readFile(join(dist, 'index.html'), 'utf8')
  const inside = [...html.matchAll(/<script>(?<text>[^]*?)<\/script>/g)].map(
    ({ groups }) => groups?.['text'] ?? '',
  )
  const files = [...html.matchAll(tag)].flatMap(({ groups }) => {
    const attributes = groups?.['attributes'] ?? ''
    const wanted = groups?.['kind'] === 'script' || /rel="(stylesheet|modulepreload)"/.test(attributes)
    const file = /\s(?:src|href)="(?<file>[^"]+)"/.exec(attributes)?.groups?.['file']
    return wanted && file !== undefined ? [file] : []
  })
  if (files.length === 0) throw new Error('The built document asks for no script.')
  return [
    ...inside.map((text) => ({ name: 'script in the document', bytes: brotliBytes(text) })),
    ...(await Promise.all(
      [...new Set(files)].map(async (file) => ({
        name: file.replace(/^\.\//, ''),
        bytes: brotliBytes(await readFile(join(dist, file))),
      })),
    )),
  ]
}
