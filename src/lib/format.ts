import { readTimeZone } from './time-zone.ts'

/** Of all words, numbers and times of the console. */
export const language = 'en'
const number = new Intl.NumberFormat(language)
const utc = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' })
const plurals = new Intl.PluralRules(language)
const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' })

const formatsIn = (timeZone: string | undefined) => {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone })
  return {
    timeZone,
    moment: format({ dateStyle: 'medium', timeStyle: 'medium' }),
    clock: format({ timeStyle: 'medium' }),
    thisYear: format({ month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' }),
    anyYear: format({ dateStyle: 'medium' }),
  }
}

let made: ReturnType<typeof formatsIn> | undefined

/** Of the zone that the person has chosen. */
function formats() {
  const timeZone = readTimeZone()
  if (!made || made.timeZone !== timeZone) made = formatsIn(timeZone)
  return made
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** 10000 → "10,000". */
export const formatNumber = (value: number): string => number.format(value)

/** "412 targets", "1 target". */
export const formatCount = (count: number, singular: string, plural = `${singular}s`): string =>
  `${formatNumber(count)} ${plurals.select(count) === 'one' ? singular : plural}`

/** A time of the API (ISO 8601, up to seven decimals) in the person's zone; text that is no time stays as it is. */
export function formatTime(iso: string): string {
  const time = Date.parse(iso)
  return Number.isNaN(time) ? iso : formats().moment.format(time)
}

/** The same time in UTC, and says so. */
export const formatUtc = (iso: string): string =>
  Number.isNaN(Date.parse(iso)) ? iso : `${utc.format(new Date(iso))} UTC`

/** The same time as short as it stays clear, for columns: today its clock, this year no year, else the date alone. */
export function formatShort(iso: string, now = new Date()): string {
  const time = Date.parse(iso)
  if (Number.isNaN(time)) return iso
  const { clock, thisYear, anyYear } = formats()
  const date = anyYear.format(time)
  const today = anyYear.format(now)
  if (date === today) return clock.format(time)
  // "Nov 22, 2026": the year comes last.
  return date.slice(-4) === today.slice(-4) ? thisYear.format(time) : date
}

/** How long ago, in the largest whole unit: "3 sec. ago", "in 2 hr.". */
export function formatRelative(iso: string, now = Date.now()): string {
  const time = Date.parse(iso)
  if (Number.isNaN(time)) return iso
  const distance = time - now
  const size = Math.abs(distance)
  if (size < minute) return relative.format(Math.round(distance / second), 'second')
  if (size < hour) return relative.format(Math.round(distance / minute), 'minute')
  if (size < 2 * day) return relative.format(Math.round(distance / hour), 'hour')
  return relative.format(Math.round(distance / day), 'day')
}
