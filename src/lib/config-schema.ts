import * as z from 'zod/mini'
import { isLoopback } from './is-loopback.ts'

// Without words: config.ts has them, for where something is wrong.
const text = z.string().check(z.minLength(1))
const httpUrl = z.string().check(
  z.refine((value) => {
    const url = URL.parse(value)
    return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
  }),
)
const endpoint = z.optional(httpUrl)
const atLeast = (minimum: number) => z.number().check(z.minimum(minimum))
const wholeAtLeast = (minimum: number) => z.int().check(z.minimum(minimum))
const off = <T extends z.core.SomeType>(inner: T) => z.prefault(z.nullable(inner), null)
const named = (name: string) => z.prefault(text, name)

export const oidc = z.strictObject({
  authority: httpUrl,
  client_id: text,
  scope: named('openid profile offline_access'),
  metadata: off(
    z.looseObject({
      issuer: httpUrl,
      authorization_endpoint: httpUrl,
      token_endpoint: httpUrl,
      jwks_uri: endpoint,
      userinfo_endpoint: endpoint,
      end_session_endpoint: endpoint,
      revocation_endpoint: endpoint,
    }),
  ),
  signingKeys: off(z.array(z.looseObject({ kty: text }))),
  audience: off(text),
  tokenStorage: z.prefault(z.enum(['session', 'memory']), 'session'),
})

export const properties = z.strictObject({
  jobType: named('Job.Type'),
  jobState: named('Job.State'),
  jobCondition: named('Job.Condition'),
  targetCount: named('Job.TargetCount'),
  targetsCompleted: named('Job.TargetsCompleted'),
  targetState: named('Target.State'),
  targetCondition: named('Target.Condition'),
  targetLocation: named('Target.Location'),
  targetMessage: named('Target.StateDescription'),
  targetStartedOn: named('Target.StartedOn'),
  targetCompletedOn: named('Target.CompletedOn'),
  targetData: named('Target.Data'),
  targetRetryCount: named('Target.RetryCount'),
  configuration: named('Job.Configuration'),
})

const words = z.prefault(z.array(text), [])
export const options = z.strictObject({ state: words, condition: words, type: words })

const retry = z.discriminatedUnion('strategy', [
  z.strictObject({
    strategy: z.literal('patch'),
    properties: z.record(text, z.unknown()).check(z.refine((value) => Object.keys(value).length > 0)),
  }),
  z.strictObject({ strategy: z.literal('recreate') }),
])

// Not those that the console sets itself or that never go on: beside its own, a second one breaks every call.
const headerName = z
  .string()
  .check(z.regex(/^(?!(accept|authorization|content-type|cookie|host)$)[\w!#$%&'*+.^`|~-]+$/i))
const headerValue = z.string().check(z.regex(/^[\t\x20-\x7e]*$/))

export const contentHub = z.strictObject({
  url: z.prefault(
    z.string().check(z.refine((value) => value === '' || httpUrl.safeParse(value).success)),
    '',
  ),
  portalUrl: z.optional(httpUrl),
  cultures: z.prefault(z.array(text).check(z.minLength(1)), ['en-US']),
  headers: z.prefault(z.record(headerName, headerValue), {}),
  jobPath: z.prefault(z.enum(['v2', 'v1', 'auto']), 'v2'),
  takeMax: z.prefault(wholeAtLeast(1).check(z.maximum(1000)), 100),
  callsPerSecond: z.prefault(z.number().check(z.positive()), 10),
  retryAfterDefaultSeconds: z.prefault(atLeast(0), 30),
  pollSeconds: z.prefault(atLeast(1), 20),
  properties: z.prefault(properties, {}),
  options: z.prefault(options, {}),
  /** JSON Schemas by property: what a person types there must keep them. */
  jsonSchemas: z.prefault(z.record(text, z.looseObject({})), {}),
  retry: off(retry),
  entityByIdentifier: z.prefault(z.boolean(), false),
  descriptionPatch: z.prefault(z.boolean(), false),
  bulkCreateMax: z.prefault(wholeAtLeast(0), 100),
})

export const bigChange = z.strictObject({
  // Its tokens are given to servers alone: there is no other way to it than the gateway's.
  url: z.literal('/bigchange'),
})

const roles = z.optional(z.array(text))
export const actionsByClaim = z.strictObject({
  claim: text,
  view: roles,
  edit: roles,
  retry: roles,
  bulk: roles,
  delete: roles,
})

/** `config.json` as interface.md section 3 promises it; parsing fills in every default. */
export const consoleConfig = z.strictObject({
  oidc,
  contentHub: z.prefault(contentHub, {}),
  bigChange: off(bigChange),
  actionsByClaim: off(actionsByClaim),
})

/** The settings of the browser app (`config.json`), complete: every default filled in. */
export type ConsoleConfig = z.infer<typeof consoleConfig>
