import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findPrismaFolder, readMigrations } from './migration-folder'
import { startSchemaEngine } from './schema-engine'
import { singleConnection } from './single-connection'
import { memorySource } from './source'

/**
 * The SQL that leads from the migrations to schema.prisma; undefined when they agree.
 *
 * Needs no database: the migrations are replayed in one that lives in memory.
 */
export async function migrationDiff(): Promise<string | undefined> {
  const folder = findPrismaFolder()
  const path = join(folder, 'schema.prisma')
  const content = await readFile(path, 'utf8')
  const migrations = await readMigrations(join(folder, 'migrations'))
  const source = await memorySource()
  try {
    return await source.alone(async (client) => {
      await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
      const engine = await startSchemaEngine(singleConnection(client), content)
      const { exitCode, stdout } = await engine.diff({
        from: { tag: 'migrations', ...migrations },
        to: { tag: 'schemaDatamodel', files: [{ path, content }] },
        script: true,
        exitCode: true,
        filters: { externalTables: [], externalEnums: [] },
      })
      return exitCode === 2 ? (stdout ?? '') : undefined
    })
  } finally {
    await source.close()
  }
}
