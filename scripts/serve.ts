import { buildIfNeeded } from './build-if-needed.ts'

try {
  buildIfNeeded({ whenOlder: false })
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
await import('../server/main.ts')
