import { openAsBlob } from 'node:fs'
import { AwsClient } from 'aws4fetch'
import type { FileStore } from '@/lib/server/ports/files/file-store'

/** Where an S3-compatible store is, and what it is asked with. */
export interface S3Settings {
  /** Origin, such as `https://s3.eu-central-1.amazonaws.com`. */
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** The bucket is the first part of the path, not of the host. */
  readonly forcePathStyle: boolean
}

/** Before the hash, so that a bucket may hold other things. */
const PREFIX = 'files/'
/** Until the answer begins; 500 MB at 20 Mbit/s. */
const WITHIN_MS = 200_000
/** Removing happens inside a transaction of the database. */
const REMOVED_WITHIN_MS = 5_000
const RETRIES = 2

/** Contents in a bucket of an S3-compatible store. */
export function createS3FileStore(settings: S3Settings): FileStore {
  const { accessKeyId, secretAccessKey, region } = settings
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: RETRIES })
  const base = addressOf(settings)

  /** @throws when the store refuses */
  async function ask(name: string, init: RequestInit, withinMs = WITHIN_MS): Promise<Response> {
    const response = await client.fetch(`${base}/${PREFIX}${name}`, {
      ...init,
      signal: AbortSignal.timeout(withinMs),
    })
    if (response.ok || response.status === 404) return response
    await response.body?.cancel()
    throw new Error(`The file store answers ${init.method} with ${response.status}`)
  }

  return {
    async put({ path, hash }, name = hash) {
      // The hash that is signed is checked by the store against what arrives.
      const headers = { 'x-amz-content-sha256': hash, 'content-type': 'application/octet-stream' }
      const { status } = await ask(name, { method: 'PUT', headers, body: await openAsBlob(path) })
      if (status === 404) throw new Error('The file store has no such bucket')
    },

    async read(hash, part) {
      const headers: Record<string, string> = part ? { range: `bytes=${part.start}-${part.end}` } : {}
      const response = await ask(hash, { method: 'GET', headers })
      if (response.status !== 404 && response.body) return response.body
      await response.body?.cancel()
      return undefined
    },

    async remove(hash) {
      await (await ask(hash, { method: 'DELETE' }, REMOVED_WITHIN_MS)).body?.cancel()
    },
  }
}

function addressOf({ endpoint, bucket, forcePathStyle }: S3Settings): string {
  if (forcePathStyle) return `${endpoint}/${bucket}`
  const { protocol, host } = new URL(endpoint)
  return `${protocol}//${bucket}.${host}`
}
