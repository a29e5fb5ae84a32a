import { readPreference, usePreference } from './preference.ts'

const name = 'time-zone'

/** The zone (IANA name) in which times are shown; undefined is this computer's. */
export const readTimeZone = (): string | undefined => knownZone(readPreference(name))

/** The same, and how to change it; what shows times follows. */
export function useTimeZone(): readonly [
  zone: string | undefined,
  setZone: (zone: string | undefined) => void,
] {
  const [zone, setZone] = usePreference(name)
  return [knownZone(zone), (next) => setZone(next ?? null)]
}

let known: string | undefined

/** Nothing for a zone that this browser does not know. */
function knownZone(zone: string | null): string | undefined {
  if (zone === null || zone === known) return zone ?? undefined
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone }).format()
    known = zone
    return zone
  } catch {
    return undefined
  }
}
