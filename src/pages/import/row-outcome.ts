import type { Entity } from '~/api/entity.ts'
import type { ItemOutcome } from '~/api/operation.ts'
import { progressProperties } from '~/api/progress-properties.ts'
import { notHeld } from '~/form/entity-changes.ts'
import { isRecord, parseJson } from '~/lib/json.ts'
import type { Problem } from '~/lib/problem.ts'
import type { ImportItem } from './import-item.ts'

/** By how much the clocks of the server and of this computer may differ. */
const clocksMs = 60_000

/**
 * What became of a row whose answer was lost, and that was found by its identifier: it was created, unless the identifier
 * is the file's own and what bears it is something else, or was there before the import began: the file was imported before.
 */
export const outcomeOfFound = (item: ImportItem, found: Entity, begunOn: string): ItemOutcome =>
  item.generated || (isAsSent(item, found) && !isOlder(found, begunOn))
    ? { state: 'done', id: found.id, found: true }
    : { state: 'failed', reason: `Target ${found.id} has the identifier ${item.identifier} already.` }

const isOlder = ({ created_on }: Entity, begunOn: string): boolean =>
  created_on != null && Date.parse(created_on) < Date.parse(begunOn) - clocksMs

/** Whether a target holds what a row sent, but for what the worker writes: it may have begun with it. */
export function isAsSent({ text }: Pick<ImportItem, 'text'>, found: Entity): boolean {
  const body = parseJson(text ?? 'null')
  const properties = isRecord(body) && isRecord(body['properties']) ? { ...body['properties'] } : {}
  for (const name of progressProperties()) delete properties[name]
  return notHeld(found, properties).length === 0
}

/** Why the server did not take a row, without what the row's line says already. */
export function reasonOf({ why, fields }: Pick<Problem, 'why' | 'fields'>): string {
  const told = Object.entries(fields).map(([name, message]) => `${name}: ${message}`)
  return told.length > 0 ? told.join(' ') : why
}

const placed = /^\[(\d+)\]\.?(.*)$/

/** What a refusal of many says of single ones, by their place, where it does. */
export function reasonsByPlace({ fields }: Pick<Problem, 'fields'>): ReadonlyMap<number, string> {
  const reasons = new Map<number, string>()
  for (const [name, message] of Object.entries(fields)) {
    const [, place, member] = placed.exec(name) ?? []
    if (place === undefined) continue
    const before = reasons.get(Number(place))
    const reason = member ? `${member}: ${message}` : message
    reasons.set(Number(place), before === undefined ? reason : `${before} ${reason}`)
  }
  return reasons
}
