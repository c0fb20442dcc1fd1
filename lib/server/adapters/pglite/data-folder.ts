import { constants } from 'node:fs'
import { access, mkdir, realpath, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseError } from '@/lib/server/adapters/prisma/database-error'

/** An empty database needs 40 MB; the rest is room to work. */
const NEEDED_BYTES = 80 * 1024 * 1024

/**
 * Makes `<dataDir>/postgres`, readable by this user only.
 *
 * @returns its path without symbolic links.
 * @throws DatabaseError DATA_FOLDER_UNUSABLE or DISK_FULL, with what to do about it.
 */
export async function prepareDataFolder(dataDir: string): Promise<string> {
  const folder = join(dataDir, 'postgres')
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    if (hasCode(error, 'ENOSPC')) throw diskFull(folder, error)
    throw new DatabaseError(
      'DATA_FOLDER_UNUSABLE',
      `The data folder ${folder} cannot be written (${String(error)}). ` +
        'Give this user the right to write there, or set DATA_DIR to another folder.',
      { cause: error },
    )
  }
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < NEEDED_BYTES) throw diskFull(folder)
  return realpath(folder)
}

function diskFull(folder: string, cause?: unknown): DatabaseError {
  return new DatabaseError(
    'DISK_FULL',
    `The disk of the data folder ${folder} is full. ` +
      `Free at least ${NEEDED_BYTES / 1024 / 1024} MB, or set DATA_DIR to a folder on another disk.`,
    { cause },
  )
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
