import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const built = join(root, 'dist', 'index.html')

/** Builds the app if there is no build. With `whenOlder` also if a source is newer than the build. */
export function buildIfNeeded({ whenOlder }: { whenOlder: boolean }): void {
  if (existsSync(built) && !(whenOlder && newestSource() > statSync(built).mtimeMs)) return
  console.log('Building the app …')
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' })
  if (status !== 0) throw new Error('The build failed; its message is above.')
}

function newestSource(): number {
  const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json'].map((name) =>
    join(root, name),
  )
  return Math.max(...sources.filter((path) => existsSync(path)).map(newestIn))
}

function newestIn(path: string): number {
  if (!statSync(path).isDirectory()) return statSync(path).mtimeMs
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' })
  return Math.max(
    0,
    ...files.filter((name) => !name.endsWith('.test.ts')).map((name) => statSync(join(path, name)).mtimeMs),
  )
}
