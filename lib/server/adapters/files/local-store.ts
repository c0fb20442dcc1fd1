import { access, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import type { FileStore } from '@/lib/server/ports/files/file-store'

/** Contents in a folder that is on the file system of what is put into it. */
export function createLocalFileStore(folder: string): FileStore {
  /** Some thousand files in one folder are slow to list, so that the first letters are a folder. */
  const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash)

  return {
    async put({ path, hash }, name = hash) {
      const target = pathOf(name)
      if (await exists(target)) return
      await mkdir(dirname(target), { recursive: true, mode: 0o700 })
      await flush(path)
      await rename(path, target)
      await flush(dirname(target))
    },

    async read(hash, part) {
      const file = await open(pathOf(hash)).catch(unlessMissing)
      if (!file) return undefined
      const stream = file.createReadStream(part ?? {})
      return Readable.toWeb(stream) as ReadableStream<Uint8Array<ArrayBuffer>>
    },

    remove: (hash) => rm(pathOf(hash), { force: true }),
  }
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

/** Of a folder: what it holds. Windows cannot flush folders, and keeps them by itself. */
async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r').catch((error: unknown) => unlessFolderOfWindows(error))
  if (!handle) return
  try {
    await handle.sync()
  } catch (error) {
    unlessFolderOfWindows(error)
  } finally {
    await handle.close()
  }
}

function unlessFolderOfWindows(error: unknown): undefined {
  if (process.platform !== 'win32') throw error
  return undefined
}

function unlessMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  return undefined
}
