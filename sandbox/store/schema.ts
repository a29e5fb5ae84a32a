/**
 * `tenant` '' holds the seed. Once a tenant writes, it has a row of the job with a `key` of its own; under that key lie
 * the targets that it changed, added or deleted (`gone`), each standing over the seed's target of the same id.
 * A key never comes twice: counts are remembered by it.
 * What is NULL in a seeded target is said by the job's target plan; `n` is its number there.
 */
export const schema = `
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS job (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant TEXT NOT NULL,
  id INTEGER NOT NULL,
  state TEXT,
  condition TEXT,
  version INTEGER NOT NULL,
  modified_on TEXT,
  changes INTEGER NOT NULL DEFAULT 0,
  live_on INTEGER,
  UNIQUE (tenant, id)
) STRICT;
CREATE TABLE IF NOT EXISTS description (
  job_key INTEGER PRIMARY KEY,
  id INTEGER NOT NULL,
  identifier TEXT,
  properties TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_on TEXT NOT NULL,
  modified_on TEXT NOT NULL,
  modified_by INTEGER
) STRICT;
CREATE TABLE IF NOT EXISTS target (
  job_key INTEGER NOT NULL,
  id INTEGER NOT NULL,
  n INTEGER,
  identifier TEXT,
  state TEXT,
  condition TEXT,
  type TEXT,
  location TEXT,
  properties TEXT,
  relations TEXT,
  version INTEGER,
  created_on TEXT,
  modified_on TEXT,
  modified_by INTEGER,
  due_on INTEGER,
  gone INTEGER NOT NULL DEFAULT 0
) STRICT;
`

/** Each filter's index leads with the filter, then goes by id, so that a deep page is a walk along one index. */
export const indexes = `
CREATE UNIQUE INDEX target_by_id ON target (job_key, id);
CREATE INDEX target_by_condition ON target (job_key, condition, id, state, type);
CREATE INDEX target_by_state ON target (job_key, state, id, type);
CREATE INDEX target_by_type ON target (job_key, type, id);
CREATE INDEX target_by_location ON target (job_key, location);
CREATE INDEX target_added ON target (id) WHERE n IS NULL;
CREATE INDEX target_named ON target (identifier) WHERE identifier IS NOT NULL;
CREATE INDEX target_due ON target (due_on) WHERE due_on IS NOT NULL;
`
