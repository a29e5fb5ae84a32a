import { isEntityId } from '~/lib/entity-id.ts'

/** What a person meant by what was typed or pasted. */
export type JobAddress =
  | {
      readonly kind: 'job'
      readonly jobId: string
      /** The host of the Content Hub it was copied from, where that is not the one of the settings. */
      readonly otherHost: string | null
    }
  /** A page of this console: path, query and fragment, without the base path. */
  | { readonly kind: 'page'; readonly to: string }
  | { readonly kind: 'unknown'; readonly message: string }

interface Surroundings {
  /** Where Content Hub's portal is; undefined where the settings do not say. */
  readonly portalUrl: string | undefined
  /** The path inside this console of an address, null where it is not inside. */
  readonly pathOf: (url: URL) => string | null
}

const accepted =
  'Enter a job id such as 39309, an address such as https://HOST/en-us/user/myjobs/Job/39309, or an address of this console.'
// Marks that copying from chats, mails and spreadsheets leaves around a text.
const wrapping =
  /^[\s<>"'“”‘’\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+|[\s<>"'“”‘’\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+$/g
const grouped = /^\d{1,3}(?:(?<separator>[\s,'’\u2009\u202f])\d{3})(?:\k<separator>\d{3})*$/
const jobPage = /\/user\/myjobs\/job\/([^/]+)\/?$/i

/** Reads an id ("39309", "39,309", "Job 39309"), a Content Hub address of a job, or an address of this console. */
export function readJobAddress(text: string, { portalUrl, pathOf }: Surroundings): JobAddress {
  const said = text.replace(wrapping, '').replace(/^(?:job\s+|#)+/i, '')
  if (said === '') return unknown(accepted)
  const digits = grouped.test(said) ? said.replace(/\D/g, '') : said
  if (/^[+-]?\d+$/.test(digits)) return jobOf(digits, null)
  const url = URL.parse(said.includes('://') ? said : `https://${said}`)
  if (!url || !/^https?:$/.test(url.protocol)) return unknown(`This is no job id and no address. ${accepted}`)
  const idInPortal = jobPage.exec(url.pathname)?.[1]
  if (idInPortal) return jobOf(idInPortal, otherHost(url, portalUrl))
  const path = pathOf(url)
  if (path === null) return unknown(`This is no address of a job. ${accepted}`)
  // Two slashes at the start would be another host.
  const to = path.replace(/^\/+/, '/') + url.hash
  return to === '/' ? unknown(`This is the address of this page. ${accepted}`) : { kind: 'page', to }
}

const unknown = (message: string): JobAddress => ({ kind: 'unknown', message })

const jobOf = (jobId: string, host: string | null): JobAddress =>
  isEntityId(jobId)
    ? { kind: 'job', jobId, otherHost: host }
    : unknown(`“${jobId.slice(0, 40)}” is no job id: an id is a whole number from 1 to 9223372036854775807.`)

function otherHost(url: URL, portalUrl: string | undefined): string | null {
  const own = URL.parse(portalUrl ?? '')
  return own && own.host !== url.host ? url.host : null
}
