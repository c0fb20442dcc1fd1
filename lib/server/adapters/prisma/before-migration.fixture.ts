import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findPrismaFolder, readMigrations } from './migration-folder'
import { memorySource } from './source'

const MIGRATIONS = join(findPrismaFolder(), 'migrations')
const sqlOf = (name: string) => readFile(join(MIGRATIONS, name, 'migration.sql'), 'utf8')

export interface BeforeMigration {
  query(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>
  /** Applies the migration to what is there by now. */
  migrate(): Promise<void>
}

/** Runs a test on a database as it was just before a migration. */
export async function beforeMigration(
  name: string,
  test: (database: BeforeMigration) => Promise<void>,
): Promise<void> {
  const source = await memorySource()
  const query = async (sql: string, values: unknown[] = []) => (await source.pool.query(sql, values)).rows
  try {
    await query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
    const { migrationDirectories } = await readMigrations(MIGRATIONS)
    const before = migrationDirectories.map(({ path }) => path).filter((path) => path < name)
    for (const one of before.toSorted()) await query(await sqlOf(one))
    await test({ query, migrate: async () => void (await query(await sqlOf(name))) })
  } finally {
    await source.close()
  }
}
