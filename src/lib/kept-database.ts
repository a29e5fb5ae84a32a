import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

/**
 * A database of this browser, opened when it is first asked for and anew after the browser closed it. What is returned
 * rejects where the browser keeps nothing, and for good once the database was deleted.
 */
export function keptDatabase<Schema extends DBSchema>(
  nameOf: () => string,
  create: (created: IDBPDatabase<Schema>) => void,
): () => Promise<IDBPDatabase<Schema>> {
  let opened: Promise<IDBPDatabase<Schema>> | undefined
  let isDeleted = false

  const open = async (): Promise<IDBPDatabase<Schema>> => {
    if (isDeleted) throw new Error('The database was deleted.')
    try {
      return await openDB<Schema>(nameOf(), 1, {
        upgrade: create,
        // A newer version of the console in another tab must not wait for this one, nor who deletes it.
        blocking(_current, next) {
          isDeleted = next === null
          void opened?.then((connection) => connection.close())
          opened = undefined
        },
        terminated() {
          opened = undefined
        },
      })
    } catch (error) {
      opened = undefined
      throw error
    }
  }
  return () => (opened ??= open())
}
