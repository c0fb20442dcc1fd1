/**
 * Writes a migration for what has changed in prisma/schema.prisma: `tsx scripts/migration.ts add_wallets`.
 *
 * Read the SQL before committing it. The server applies it at its next start.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { migrationDiff } from '@/lib/server/adapters/prisma/migration-diff'
import { findPrismaFolder } from '@/lib/server/adapters/prisma/migration-folder'

const name = process.argv[2] ?? ''
if (!/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error('Say what the migration does, in lower case with underscores: add_wallets')
  process.exit(1)
}

const sql = await migrationDiff()
if (sql === undefined) {
  console.log('The migrations agree with prisma/schema.prisma: nothing to write.')
} else {
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)
  const folder = join(findPrismaFolder(), 'migrations', `${stamp}_${name}`)
  await mkdir(folder)
  await writeFile(join(folder, 'migration.sql'), sql)
  console.log(`Written: ${join(folder, 'migration.sql')}`)
}
