import { join } from 'node:path'
import type { ClientBase } from 'pg'
import { DatabaseError } from './database-error'
import { findPrismaFolder, readMigrations } from './migration-folder'
import { startSchemaEngine } from './schema-engine'
import { singleConnection } from './single-connection'

/** The key that Prisma's own commands lock, so that they and the servers exclude each other. */
const MIGRATION_LOCK = 72_707_369

/**
 * Applies the migrations that the database lacks, in one transaction: a kill in between leaves nothing half done.
 *
 * One process at a time; others wait for it. The folder and the rows in `_prisma_migrations` are Prisma's own.
 * Starts the engine (0.3 s) only when something is missing.
 *
 * @param client - a connection of its own, in no transaction.
 * @returns the names of the migrations applied.
 * @throws DatabaseError MIGRATION_FAILED; nothing has changed then.
 */
export async function migrate(
  client: ClientBase,
  folder = join(findPrismaFolder(), 'migrations'),
): Promise<readonly string[]> {
  const migrationsList = await readMigrations(folder)
  const wanted = migrationsList.migrationDirectories.map(({ path }) => path)
  if (await allApplied(client, wanted)) return []

  let cause: unknown
  const factory = singleConnection(client, (error) => (cause ??= error))
  await client.query('BEGIN')
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
    const engine = await startSchemaEngine(factory)
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList,
      filters: { externalTables: [], externalEnums: [] },
    })
    await client.query('COMMIT')
    return appliedMigrationNames
  } catch (error) {
    await client.query('ROLLBACK')
    throw migrationFailed(cause ?? error)
  } finally {
    await client.query('SELECT pg_advisory_unlock_all()') // the engine locks for the whole connection
  }
}

function migrationFailed(cause: unknown): DatabaseError {
  const text = cause instanceof Error ? cause.message : String(cause)
  return new DatabaseError(
    'MIGRATION_FAILED',
    `The database could not be brought up to date, and was left as it was: ${text}. ` +
      'Start the version of the program that fits it, or repair what the message names, and start again.',
    { cause },
  )
}

async function allApplied(client: ClientBase, wanted: readonly string[]): Promise<boolean> {
  const { rows: tables } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`,
  )
  if (!tables[0]?.there) return false
  const { rows } = await client.query<{ name: string }>(
    'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  )
  const applied = new Set(rows.map(({ name }) => name))
  return wanted.every((name) => applied.has(name))
}
