import type { DBSchema } from 'idb'
import { heldLocks } from '~/lib/held-locks.ts'
import { keptDatabase } from '~/lib/kept-database.ts'
import { sessionKey } from '~/session/session-record.ts'
import { beyondMost, type ItemOutcome, type Operation, type OperationPart, waiting } from './operation.ts'

type Place = [operation: string, place: number]

interface OperationDatabase extends DBSchema {
  operations: { key: string; value: Operation }
  /** Written once: they are what is large. */
  items: { key: Place; value: readonly unknown[] }
  outcomes: { key: Place; value: readonly ItemOutcome[] }
}

/** Another provider or client on the same origin has operations of its own. */
const storeName = () => `${sessionKey()} operations`
const stores = ['operations', 'items', 'outcomes'] as const

const opened = keptDatabase<OperationDatabase>(storeName, (created) => {
  created.createObjectStore('operations', { keyPath: 'id' })
  created.createObjectStore('items')
  created.createObjectStore('outcomes')
})

const allOf = (id: string) => IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER])

/** Keeps a new operation with its items, and lets go what its person has too many of. Rejects where the browser keeps nothing. */
export async function keepNewOperation(operation: Operation, parts: readonly OperationPart[]): Promise<void> {
  const transaction = (await opened()).transaction(stores, 'readwrite')
  const operations = transaction.objectStore('operations')
  const items = transaction.objectStore('items')
  const outcomes = transaction.objectStore('outcomes')
  const forget = (id: string) => [operations.delete(id), items.delete(allOf(id)), outcomes.delete(allOf(id))]
  await Promise.all([
    transaction.done,
    operations.put(operation),
    ...parts.flatMap((part, place) => [
      items.put(part.items, [operation.id, place]),
      outcomes.put(part.outcomes, [operation.id, place]),
    ]),
    operations.getAll().then((kept) => Promise.all(beyondMost(kept).flatMap(forget))),
  ])
}

export const keepOperation = async (operation: Operation): Promise<unknown> =>
  (await opened()).put('operations', operation)

export const keepOutcomes = async (
  id: string,
  place: number,
  outcomes: readonly ItemOutcome[],
): Promise<unknown> => (await opened()).put('outcomes', outcomes, [id, place])

/** Every operation of everybody who used this browser, in no order. */
export const readOperations = async (): Promise<readonly Operation[]> => (await opened()).getAll('operations')

/** The items of an operation, with what became of each as far as it is known. */
export async function readParts(id: string): Promise<OperationPart[]> {
  const transaction = (await opened()).transaction(stores)
  const [items, outcomes] = await Promise.all([
    transaction.objectStore('items').getAll(allOf(id)),
    transaction.objectStore('outcomes').getAll(allOf(id)),
  ])
  return items.map((part, place) => ({
    items: part,
    outcomes: outcomes[place] ?? part.map(() => waiting),
  }))
}

const lockPrefix = () => `${storeName()} `

/** Takes an operation for this tab until `release` is called; null where another tab has it. */
export function takeOperation(id: string): Promise<{ release: () => void } | null> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(lockPrefix() + id, { ifAvailable: true }, (lock) => {
        if (!lock) return resolve(null)
        return new Promise<void>((release) => resolve({ release }))
      })
      .catch(reject)
  })
}

/** The operations that go on in some tab. */
export const takenOperations = (): Promise<ReadonlySet<string>> => heldLocks(lockPrefix())
