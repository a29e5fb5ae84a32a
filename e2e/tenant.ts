import { controlUrl as control } from './ports.ts'

/** What a fault looks like: docs/architecture.md. */
export type Fault = {
  readonly system?: 'hub' | 'bigchange' | 'oidc'
  readonly method?: string
  readonly path?: string
  readonly times?: number
} & (
  | {
      readonly kind: 'status'
      readonly status: number
      readonly body?: unknown
      readonly headers?: Record<string, string>
    }
  | { readonly kind: 'delay'; readonly delayMs: number }
  | { readonly kind: 'rateLimit'; readonly retryAfter: number | null }
  | {
      readonly kind:
        | 'hold'
        | 'cut'
        | 'cutAfter'
        | 'cutBody'
        | 'malformed'
        | 'wrongShape'
        | 'expiredToken'
        | 'changedByOther'
    }
)

export interface Call {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly body: unknown
}

/** The sandbox's data and moods for one test alone. */
export class Tenant {
  readonly name: string
  private readonly number: number

  constructor(name: string, number: number) {
    this.name = name
    this.number = number
  }

  static async create(settings: Record<string, unknown> = {}): Promise<Tenant> {
    const { tenant, number } = await ask('POST', '/tenants', { settings })
    return new Tenant(String(tenant), Number(number))
  }

  /** The account of a role in this tenant; the password is the role. */
  account = (role: string) => `${role}.${this.name}`

  change = (settings: Record<string, unknown>) => ask('PATCH', `/tenants/${this.name}`, settings)
  fault = (fault: Fault) => ask('POST', `/tenants/${this.name}/faults`, fault)
  /** Faults that no call has met as often as they may be met. */
  faultsLeft = async () => Object.values(await ask('GET', `/tenants/${this.name}/faults`))
  /** Removes all faults; calls that are held go on. */
  allIsWell = () => ask('DELETE', `/tenants/${this.name}/faults`)
  forget = () => ask('DELETE', `/tenants/${this.name}`)

  /** Somebody else changes a target. */
  changeTarget = (
    jobId: string,
    targetId: string,
    properties: Record<string, unknown>,
    relations: Record<string, unknown> = {},
  ) =>
    ask('POST', `/tenants/${this.name}/jobs/${jobId}/targets/${targetId}/change`, { properties, relations })

  /** A job gets another state and condition. */
  changeJob = (jobId: string, state: string, condition: string) =>
    ask('POST', `/tenants/${this.name}/jobs/${jobId}/change`, { state, condition })

  /** The worker does its next step on each target of a job that it has in its hands, whatever the time. */
  workGoesOn = (jobId: string) => ask('POST', `/tenants/${this.name}/jobs/${jobId}/work`)

  /** Somebody else changes a job's description. */
  changeDescription = (jobId: string, properties: Record<string, unknown>) =>
    ask('POST', `/tenants/${this.name}/jobs/${jobId}/description/change`, { properties })

  /** A seeded id of BigChange (job, job type, contact, custom field …) as this tenant has it. */
  bigChangeId = (seeded: number) => String(seeded + this.number * 1_000_000_000)
  /** A seeded reference as this tenant has it. */
  reference = (seeded: string) => `${seeded}.${this.name}`

  /** Somebody in the office changes a BigChange job: the members given. */
  changeBigChangeJob = (jobId: string, members: Record<string, unknown>) =>
    ask('POST', `/tenants/${this.name}/bigchange/jobs/${jobId}/change`, members)

  /** What arrived at Content Hub and BigChange, oldest first. */
  async calls(): Promise<readonly Call[]> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the sandbox's own answer
    return JSON.parse(await this.callsText()) as readonly Call[]
  }

  /** The same as JSON text, in which every number is spelled as it arrived. */
  async callsText(): Promise<string> {
    return (await fetch(`${control}/tenants/${this.name}/calls`)).text()
  }

  /** The writes that arrived, oldest first. */
  async writes(): Promise<readonly Call[]> {
    return (await this.calls()).filter(({ method }) => method !== 'GET')
  }
}

async function ask(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const response = await fetch(control + path, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the sandbox's own answer
  return (text ? JSON.parse(text) : {}) as Record<string, unknown>
}
