import { accountChanged } from '@/lib/client/account/page-account'
import type { Refusal, Unreachable } from '@/lib/client/api'
import { createPartsUpload } from './upload-parts'
import {
  createUploadRequest,
  type FileRef,
  type NewRequest,
  UploadFailed,
  type UploadOptions,
} from './upload-request'

interface Deps {
  readonly newRequest: NewRequest
  readonly wait: (ms: number) => Promise<void>
}

const ACCOUNT_CHANGED = 2007
const UNAVAILABLE = 9007
/** Waits before it is begun anew, ms: a line that broke off, or a server that restarts, is back soon. */
const AGAIN_AFTER_MS = [1_000, 3_000]
/** Up to here a file is one request, bytes: beginning anew costs less than asking how far it was. */
const SMALL = 500_000

/** Uploads files to conversations. */
export function createUpload({ newRequest, wait }: Deps) {
  const ask = createUploadRequest(newRequest)
  const inParts = createPartsUpload({ ask, wait })

  async function whole(conversationId: string, file: File, options: UploadOptions): Promise<FileRef> {
    const path = `/api/v1/files?conversationId=${encodeURIComponent(conversationId)}`
    const { onProgress, signal } = options
    for (const pause of [...AGAIN_AFTER_MS, undefined]) {
      if (signal?.aborted) break
      // oxlint-disable-next-line no-await-in-loop
      const result = await ask<FileRef>({
        method: 'POST',
        path,
        headers: headersOf(file),
        body: file,
        signal,
        ...(onProgress && { onProgress }),
      })
      if (result.ok) return result.data
      if (!result.offline && result.code === ACCOUNT_CHANGED) accountChanged()
      if (!isPassing(result) || pause === undefined) throw new UploadFailed(result)
      // oxlint-disable-next-line no-await-in-loop
      await wait(pause)
    }
    throw new UploadFailed({ ok: false, cancelled: true })
  }

  /**
   * Uploads a file, which is then sent with a message by its `fileId`. Large ones go on where the line broke off; small ones are
   * begun anew, twice at most.
   *
   * @param conversationId - its id, or a room's name
   * @throws UploadFailed
   */
  return (conversationId: string, file: File, options: UploadOptions = {}): Promise<FileRef> =>
    (file.size > SMALL ? inParts : whole)(conversationId, file, options)
}

const isPassing = (result: Refusal | Unreachable) => result.offline || result.code === UNAVAILABLE

function headersOf({ name, type }: File): [string, string][] {
  return [
    ['Content-Type', type === '' ? 'application/octet-stream' : type],
    ['X-File-Name', encodeURIComponent(name.toWellFormed())],
  ]
}

/** The same, from a page. */
export const uploadFile = createUpload({
  newRequest: () => new XMLHttpRequest(),
  wait: (ms) => new Promise((resolve) => void setTimeout(resolve, ms)),
})
