import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DatabaseError } from '@/lib/server/adapters/prisma/database-error'
import { prepareDataFolder } from './data-folder'
import { type DatabaseThread, startDatabaseThread } from './embedded-thread'
import { lockFolder } from './folder-lock'

export interface Embedded {
  readonly thread: DatabaseThread
  /** To be called when the migrations have run: from now on the folder is worth keeping. */
  settled(): Promise<void>
  close(): Promise<void>
}

/**
 * Opens the embedded database under `<dataDir>/postgres`, making it at the first start.
 *
 * Two processes in one folder would lose rows without a word, so the folder is locked first.
 *
 * @throws DatabaseError DATABASE_IN_USE, DATA_FOLDER_UNUSABLE, DISK_FULL or DATABASE_UNUSABLE.
 */
export async function openEmbedded(dataDir: string): Promise<Embedded> {
  const folder = await prepareDataFolder(dataDir)
  const lock = await lockFolder(dirname(folder))
  if (!lock) {
    throw new DatabaseError(
      'DATABASE_IN_USE',
      `Another process is using the database in ${folder}. Stop it first, or set DATA_DIR to another folder; ` +
        'to run several servers, set DATABASE_URL to a PostgreSQL database.',
    )
  }
  try {
    const unfinished = join(dirname(folder), 'postgres.unfinished')
    await startOver(folder, unfinished)
    const thread = await startDatabaseThread({ dataDir: folder })
    return {
      thread,
      settled: () => rm(unfinished, { force: true }),
      async close() {
        try {
          await thread.close()
        } finally {
          await lock.release()
        }
      },
    }
  } catch (error) {
    await lock.release()
    throw new DatabaseError(
      'DATABASE_UNUSABLE',
      `The database in ${folder} cannot be opened (${String(error)}). Put a backup of that folder in its place, ` +
        'or move the folder away to start with an empty database.',
      { cause: error },
    )
  }
}

/**
 * A first start that was cut short leaves half a database that would never open again. The mark distinguishes such a folder,
 * which was never used, from one with data.
 */
async function startOver(folder: string, unfinished: string): Promise<void> {
  if (existsSync(unfinished)) {
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { mode: 0o700 })
  }
  if (!existsSync(join(folder, 'PG_VERSION'))) await writeFile(unfinished, '')
}
