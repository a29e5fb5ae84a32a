import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { firstParts } from './first-bytes.ts'

const dist = fileURLToPath(new URL('../dist', import.meta.url))
const textFile = /\.(css|html|js|json|map|svg|txt|webmanifest)$/
// The gateway rewrites it when it starts, and compresses it then.
const rewritten = 'index.html'
const listed = 12
// What a person waits for before the first rows: docs/decisions/first-rows.md.
const firstLimit = 130_000

type Sizes = { name: string; raw: number; gzip: number; br: number }

const names = (await readdir(dist, { recursive: true })).filter(
  (name) => !name.startsWith('.') && name !== rewritten && textFile.test(name),
)
const sizes: Sizes[] = []
const queue = names.values()
// Two at a time: as many as the smallest machine has cores.
await Promise.all(
  [1, 2].map(async () => {
    for (const name of queue) sizes.push(await compress(name))
  }),
)

async function compress(name: string): Promise<Sizes> {
  const path = join(dist, name)
  const content = await readFile(path)
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(content, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
    }),
    promisify(gzip)(content, { level: 9 }),
  ])
  await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)])
  return { name, raw: content.length, gzip: gz.length, br: br.length }
}

const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1).padStart(9)
const line = ({ name, raw, gzip, br }: Sizes) =>
  `${kilobytes(raw)} ${kilobytes(gzip)} ${kilobytes(br)}  ${name}`
const sum = (rest: Sizes[], name: string): Sizes => ({
  name,
  raw: rest.reduce((bytes, file) => bytes + file.raw, 0),
  gzip: rest.reduce((bytes, file) => bytes + file.gzip, 0),
  br: rest.reduce((bytes, file) => bytes + file.br, 0),
})

function print(all: Sizes[]) {
  const rest = all.slice(listed)
  console.log(`\n${['raw kB', 'gzip', 'brotli'].map((title) => title.padStart(9)).join(' ')}  file`)
  for (const file of all.slice(0, listed)) console.log(line(file))
  if (rest.length > 0) console.log(line(sum(rest, `${rest.length} smaller ones`)))
  console.log(line(sum(all, 'all')))
}

print(sizes.toSorted((one, other) => other.br - one.br))

const first = await firstParts(dist)
const firstBytes = first.reduce((bytes, part) => bytes + part.bytes, 0)
console.log(`\n${'brotli kB'.padStart(9)}  before the first row`)
for (const { name, bytes } of first) console.log(`${kilobytes(bytes)}  ${name}`)
console.log(`${kilobytes(firstBytes)}  of ${firstLimit / 1000} kB`)
if (firstBytes > firstLimit) {
  console.error('The build failed: what is loaded before the first row is over its limit.')
  process.exitCode = 1
}
