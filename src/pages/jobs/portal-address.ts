import { config } from '~/lib/current-config.ts'

/** The page of a job in Content Hub's portal (`https://HOST/en-us/user/myjobs/Job/39309`); null where no portal is set. */
export function portalAddress(jobId: string): string | null {
  const { portalUrl, cultures } = config().contentHub
  const culture = (cultures[0] ?? 'en-US').toLowerCase()
  return portalUrl ? `${portalUrl.replace(/\/+$/, '')}/${culture}/user/myjobs/Job/${jobId}` : null
}
