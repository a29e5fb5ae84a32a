import { isRecord, JsonText, toJson } from '~/lib/json.ts'
import { shownJson } from '~/lib/json-text.ts'

/** What can be said of a job's configuration without knowing its type: it is opaque JSON. */
export interface ConfigurationSummary {
  /** `MassEditJobDescription` of `Stylelabs.M.Base.MassEdit.MassEditJobDescription, Stylelabs.M.Base`; null where not told. */
  readonly type: string | null
  /** Short names of the operations, null where there is no list of them. */
  readonly operations: readonly string[] | null
  /** How many targets it lists, null where there is no list of them. */
  readonly targets: number | null
  /** UTF-8 bytes of the JSON without white space. */
  readonly bytes: number
  /** The beginning of the JSON, indented. */
  readonly text: string
  /** Characters of the whole indented JSON. */
  readonly length: number
}

const shownLength = 2_000
const shownLines = 40

/** Code writes `$type`, `Operations` and `Targets`; the vendor's documentation `type`, `operations` and `targets`. */
export function summarizeConfiguration(configuration: unknown): ConfigurationSummary {
  const value = configuration instanceof JsonText ? configuration.value : configuration
  const operations = listOf(value, 'Operations')
  const text = shownJson(configuration)
  return {
    type: typeOf(value),
    operations: operations?.map((operation) => typeOf(operation) ?? 'without a type') ?? null,
    targets: listOf(value, 'Targets')?.length ?? null,
    bytes: new TextEncoder().encode(toJson(configuration)).length,
    text: text.slice(0, shownLength).split('\n').slice(0, shownLines).join('\n'),
    length: text.length,
  }
}

function listOf(value: unknown, name: string): readonly unknown[] | null {
  if (!isRecord(value)) return null
  const list = value[name] ?? value[name.toLowerCase()]
  return Array.isArray(list) ? list : null
}

function typeOf(value: unknown): string | null {
  if (!isRecord(value)) return null
  const type = value['$type'] ?? value['type']
  if (typeof type !== 'string') return null
  return /^[^,]*?([^.,]+)(,|$)/.exec(type)?.[1]?.trim() || null
}
