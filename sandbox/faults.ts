import * as z from 'zod/mini'

const pattern = z.string().check(
  z.refine((text) => {
    try {
      return Boolean(new RegExp(text))
    } catch {
      return false
    }
  }, 'expected a regular expression'),
)

const matching = {
  system: z.prefault(z.enum(['hub', 'bigchange', 'oidc']), 'hub'),
  method: z.optional(z.string()),
  path: z.prefault(pattern, ''),
  times: z.prefault(z.int().check(z.minimum(0)), 1),
}
/** The call is carried out all the same; only its answer is lost and replaced. */
const carriedOut = z.prefault(z.boolean(), false)

/** What makes matching calls fail. Without `method` any method matches; `times` 0 means until removed. */
export const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...matching,
    kind: z.literal('status'),
    status: z.int().check(z.minimum(200), z.maximum(599)),
    body: z.optional(z.unknown()),
    headers: z.optional(z.record(z.string(), z.string())),
    carriedOut,
  }),
  z.strictObject({ ...matching, kind: z.enum(['malformed', 'wrongShape']), carriedOut }),
  z.strictObject({ ...matching, kind: z.literal('delay'), delayMs: z.number().check(z.nonnegative()) }),
  z.strictObject({
    ...matching,
    kind: z.literal('rateLimit'),
    retryAfter: z.prefault(z.nullable(z.int().check(z.nonnegative())), 1),
  }),
  z.strictObject({
    ...matching,
    kind: z.enum(['hold', 'cut', 'cutAfter', 'cutBody', 'expiredToken', 'changedByOther']),
  }),
])
export type Fault = z.infer<typeof faultSchema>

/** A call that may meet a fault; `path` with its query. */
export type FaultCall = { system: Fault['system']; method: string; path: string }

/** The faults of one tenant. */
export type Faults = {
  /** Adds a fault, gives its id. */
  add(fault: Fault): string
  /** Removes all faults; calls that one of them holds go on. */
  clear(): void
  /** Resolves when the faults are next removed. */
  cleared: () => Promise<void>
  list(): (Fault & { id: string })[]
  /** The oldest fault that matches the call; counts as one of its times. */
  take: (call: FaultCall) => Fault | undefined
}

export function createFaults(): Faults {
  const faults = new Map<string, { fault: Fault; taken: number }>()
  let added = 0
  let removal = Promise.withResolvers<void>()
  return {
    add(fault) {
      added += 1
      faults.set(String(added), { fault, taken: 0 })
      return String(added)
    },
    clear() {
      faults.clear()
      removal.resolve()
      removal = Promise.withResolvers()
    },
    cleared: () => removal.promise,
    list: () => [...faults].map(([id, { fault }]) => ({ id, ...fault })),
    take({ system, method, path }) {
      for (const [id, entry] of faults) {
        const { fault } = entry
        if (fault.system !== system || (fault.method && fault.method.toUpperCase() !== method)) continue
        if (!new RegExp(fault.path).test(path)) continue
        entry.taken += 1
        if (entry.taken === fault.times) faults.delete(id)
        return fault
      }
      return undefined
    },
  }
}
