import type { World } from './world.ts'

/** A call to an operation. */
export type BigChangeCall = {
  world: World
  /** The id in the path, '' where there is none. */
  id: string
  query: URLSearchParams
  /** Parsed; undefined without a body. */
  body: unknown
}
