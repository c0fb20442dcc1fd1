import { describe, expect, test } from 'vitest'
import { fileStoreSuite } from '@/lib/server/ports/files/file-store.suite'
import { startFakeS3 } from './fake-s3.fixture'
import { createLocalFileStore } from './local-store'
import { createS3FileStore } from './s3-store'

const KEY = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a secret only for tests' }

describe('in a folder', () => {
  fileStoreSuite(async (folder) => ({
    store: createLocalFileStore(folder),
    close: async () => undefined,
  }))
})

describe('in a bucket', () => {
  fileStoreSuite(async () => {
    const s3 = await startFakeS3({ ...KEY, region: 'eu-central-1' })
    const store = createS3FileStore({
      ...KEY,
      endpoint: s3.url,
      bucket: 'omegoo',
      region: 'eu-central-1',
      forcePathStyle: true,
    })
    return { store, close: s3.close }
  })

  test('a store that refuses is an error, not a missing file', async () => {
    const s3 = await startFakeS3({ ...KEY, region: 'eu-central-1' })
    const store = createS3FileStore({
      accessKeyId: KEY.accessKeyId,
      secretAccessKey: 'another secret',
      endpoint: s3.url,
      bucket: 'omegoo',
      region: 'eu-central-1',
      forcePathStyle: true,
    })
    await expect(store.read('0'.repeat(64))).rejects.toThrow('403')
    await s3.close()
  })
})
