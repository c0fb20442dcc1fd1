import { readdir, readFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { MigrationList } from '@prisma/schema-engine-wasm'

const LOCK_FILE = 'migration_lock.toml'

/**
 * The project's `prisma` folder, found upwards from this file: the bundle and the sources lie at different depths.
 *
 * @throws when the folder was not shipped with the program.
 */
export function findPrismaFolder(from = dirname(fileURLToPath(import.meta.url))): string {
  const candidate = join(from, 'prisma')
  if (existsSync(join(candidate, 'migrations', LOCK_FILE))) return candidate
  const parent = dirname(from)
  if (parent === from)
    throw new Error('The folder prisma/migrations is missing: it has to be beside the program.')
  return findPrismaFolder(parent)
}

/** Reads a standard `prisma/migrations` folder in the form that the engine reads, oldest first. */
export async function readMigrations(baseDir: string): Promise<MigrationList> {
  const entries = await readdir(baseDir, { withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  const migrationDirectories = await Promise.all(
    names.map(async (name) => {
      const value = await readFile(join(baseDir, name, 'migration.sql'), 'utf8')
      return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value } } }
    }),
  )
  const content = await readFile(join(baseDir, LOCK_FILE), 'utf8')
  return { baseDir, lockfile: { path: LOCK_FILE, content }, shadowDbInitScript: '', migrationDirectories }
}
