import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FileStore, LocalFile } from './file-store'

/** Holds for every adapter of `FileStore`. @param open - with a folder that is empty, on the file system of what is put */
export function fileStoreSuite(
  open: (folder: string) => Promise<{ readonly store: FileStore; close(): Promise<void> }>,
): void {
  describe('FileStore', () => {
    let folder: string
    let opened: Awaited<ReturnType<typeof open>>
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'omegoo-'))
      opened = await open(join(folder, 'content'))
    })
    afterAll(async () => {
      await opened.close()
      await rm(folder, { recursive: true, force: true })
    })

    let written = 0
    async function local(content: string): Promise<LocalFile> {
      const path = join(folder, `incoming ${++written}`)
      await writeFile(path, content)
      return { path, size: content.length, hash: createHash('sha256').update(content).digest('hex') }
    }
    async function read({ hash }: LocalFile, part?: { start: number; end: number }) {
      const stream = await opened.store.read(hash, part)
      return stream && new Response(stream).text()
    }

    test('what is put is read, all of it or a part', async () => {
      const file = await local('0123456789')
      await opened.store.put(file)
      expect(await read(file)).toBe('0123456789')
      expect(await read(file, { start: 2, end: 4 })).toBe('234')
    })

    test('the same content may be put again, also at the same time', async () => {
      const files = [await local('twice'), await local('twice'), await local('twice')] as const
      await Promise.all(files.slice(0, 2).map((file) => opened.store.put(file)))
      await opened.store.put(files[2])
      expect(await read(files[0])).toBe('twice')
    })

    test('what is put under another name is read and removed by that', async () => {
      const file = await local('a part')
      const name = `upload-1.0.${file.hash}`
      await opened.store.put(file, name)
      expect(await read(file)).toBeUndefined()
      expect(await read({ ...file, hash: name })).toBe('a part')
      await opened.store.remove(name)
      expect(await read({ ...file, hash: name })).toBeUndefined()
    })

    test('what was removed, or never was there, is not there; removing it again does nothing', async () => {
      const file = await local('gone')
      expect(await read(file)).toBeUndefined()
      await opened.store.put(file)
      await opened.store.remove(file.hash)
      await opened.store.remove(file.hash)
      expect(await read(file)).toBeUndefined()
    })
  })
}
