import { hash, hex, pick } from './random.ts'
import { hubTime } from './time.ts'

/** Why a target failed; decides what happens when it is processed again. */
export type Cause = 'timeout' | 'reference' | 'permission' | 'malformed' | 'unknown'

const hosts = ['media-03', 'media-07', 'media-11', 'render-02', 'render-05'] as const
const folders = [
  'catalogue/2026/autumn',
  'catalogue/2026/winter',
  'campaigns/harbour',
  'press/kit-14',
  'archive/2019',
] as const
const kinds = ['tif', 'psd', 'jpg', 'png', 'mov'] as const
const renditions = ['downloadOriginal', 'preview', 'thumbnail', 'bigThumbnail'] as const

/** A file path such as real locations and messages bear. */
export function filePath(salt: number, n: number): string {
  return `/${pick(folders, salt, n, 1)}/${String(hash(salt, n, 2) % 90_000).padStart(5, '0')}_${hex(4, salt, n, 3)}.${pick(kinds, salt, n, 4)}`
}

/** The message of a failed target. Texts of one cause differ in ids, times, durations, paths and hosts. */
export function failureText(cause: Cause, job: number, n: number, at: number): string {
  const asset = 32_000 + (hash(job, n, 11) % 60_000)
  const trace = `${hex(8, job, n, 12)}-${hex(4, job, n, 13)}-4${hex(3, job, n, 14)}-a${hex(3, job, n, 15)}-${hex(12, job, n, 16)}`
  const from = (low: number, range: number, salt: number) => low + (hash(job, n, salt) % range)
  const texts: Record<Cause, () => string> = {
    timeout: () =>
      `The operation timed out after ${(from(10_000, 4000, 17) / 100).toFixed(2)} s while waiting for ` +
      `http://${pick(hosts, job, n, 18)}.render.internal:8080/renditions/${asset}/${pick(renditions, job, n, 19)} ` +
      `(request ${trace}, ${hubTime(at, from(0, 10_000, 20))}).`,
    reference: () =>
      `Asset reference is missing: relation 'TargetToAsset' of target ${job}/${n + 1} has no parent; ` +
      `file '${filePath(job, n)}' cannot be linked.`,
    permission: () =>
      `User 'svc-import-${from(1, 4, 21)}' lacks permission 'Update' on entity ${asset} (M.Asset). Correlation id: ${trace}.`,
    malformed: () =>
      `Unexpected end of JSON input. Path 'operations[${from(0, 4, 22)}].value', ` +
      `line ${from(1, 40, 23)}, position ${from(2, 120, 24)}.`,
    unknown: () =>
      `Object reference not set to an instance of an object. (worker ${pick(hosts, job, n, 25)}, activity ${trace})`,
  }
  return texts[cause]()
}
