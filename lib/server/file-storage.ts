import { join } from 'node:path'
import { createFileIntake } from './adapters/files/intake'
import { createLocalFileStore } from './adapters/files/local-store'
import { createS3FileStore } from './adapters/files/s3-store'
import type { Env } from './env'
import type { FileIntake } from './ports/files/file-intake'
import type { FileStore } from './ports/files/file-store'

/** Where files of conversations arrive, and where they are kept. */
export interface FileStorage {
  readonly fileIntake: FileIntake
  readonly fileStore: FileStore
}

/** Files arrive in DATA_DIR, and stay there unless a bucket is named. */
export function createFileStorage({ dataDir, files }: Pick<Env, 'dataDir' | 'files'>): FileStorage {
  const folder = join(dataDir, 'files')
  return {
    fileIntake: createFileIntake(join(folder, 'incoming')),
    fileStore: files.s3 ? createS3FileStore(files.s3) : createLocalFileStore(join(folder, 'content')),
  }
}
