import { DatabaseSync } from 'node:sqlite'
import type { Adapter, AdapterPayload } from 'oidc-provider'

const payloadOf = (row: Record<string, unknown> | undefined): AdapterPayload | undefined =>
  typeof row?.['payload'] === 'string' ? JSON.parse(row['payload']) : undefined

/** Where the provider keeps sessions, grants and tokens: one table in a SQLite file that outlives a restart. */
export function openOidcStore(file: string) {
  const db = new DatabaseSync(file)
  db.exec(`
    PRAGMA journal_mode = WAL;
    CREATE TABLE IF NOT EXISTS entry (
      model TEXT, id TEXT, payload TEXT NOT NULL, expires INTEGER, grant_id TEXT, uid TEXT, PRIMARY KEY (model, id)
    );
    CREATE INDEX IF NOT EXISTS entry_grant ON entry (grant_id);
    CREATE INDEX IF NOT EXISTS entry_uid ON entry (uid);
    DELETE FROM entry WHERE expires < unixepoch();
  `)
  const byId = db.prepare('SELECT payload FROM entry WHERE model = ? AND id = ?')
  const byUid = db.prepare('SELECT payload FROM entry WHERE model = ? AND uid = ?')
  const put = db.prepare('INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?)')
  const consume = db.prepare(
    `UPDATE entry SET payload = json_set(payload, '$.consumed', unixepoch()) WHERE model = ? AND id = ?`,
  )
  const destroy = db.prepare('DELETE FROM entry WHERE model = ? AND id = ?')
  const revoke = db.prepare('DELETE FROM entry WHERE model = ? AND grant_id = ?')

  const adapter = (model: string): Adapter => ({
    async upsert(id, payload, seconds) {
      const expires = seconds === undefined ? null : Math.floor(Date.now() / 1000) + seconds
      put.run(model, id, JSON.stringify(payload), expires, payload.grantId ?? null, payload.uid ?? null)
    },
    find: async (id) => payloadOf(byId.get(model, id)),
    findByUid: async (uid) => payloadOf(byUid.get(model, uid)),
    findByUserCode: async () => undefined,
    async consume(id) {
      consume.run(model, id)
    },
    async destroy(id) {
      destroy.run(model, id)
    },
    async revokeByGrantId(grantId) {
      revoke.run(model, grantId)
    },
  })

  return {
    adapter,
    /** The account that an entry belongs to, such as the one that a refresh token was issued to. */
    accountOf: (model: 'Session' | 'AuthorizationCode' | 'RefreshToken', id: string) =>
      payloadOf(byId.get(model, id))?.accountId,
    close: () => db.close(),
  }
}

export type OidcStore = ReturnType<typeof openOidcStore>
