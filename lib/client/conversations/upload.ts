import type { z } from 'zod'
import { accountChanged, pageAccount } from '@/lib/client/account/page-account'
import { type Refusal, type Result, toResult, type Unreachable } from '@/lib/client/api'
import type { attachment } from '@/lib/contracts/conversation-fields'

/** A file that is uploaded, as messages have it. */
export type FileRef = z.output<typeof attachment>

/** `cancelled`: by who began it. */
type Failure = Refusal | Unreachable | { readonly ok: false; readonly cancelled: true }

/** A file could not be uploaded. */
export class UploadFailed extends Error {
  readonly code = 'UPLOAD_FAILED'
  constructor(readonly failure: Failure) {
    super('The file could not be uploaded')
  }
}

interface Options {
  /** Called with how much has left, from 0 to 1; never less than before, unless it is begun anew. */
  readonly onProgress?: (share: number) => void
  /** Cancels it. */
  readonly signal?: AbortSignal
}

type Sender = Pick<
  XMLHttpRequest,
  'open' | 'setRequestHeader' | 'send' | 'abort' | 'upload' | 'response' | 'getResponseHeader'
> &
  Pick<EventTarget, 'addEventListener'> & { responseType: XMLHttpRequestResponseType }

interface Deps {
  /** `fetch` does not tell how much has left. */
  readonly newRequest: () => Sender
  readonly wait: (ms: number) => Promise<void>
}

const ACCOUNT_CHANGED = 2007
const UNAVAILABLE = 9007
/** Waits before it is begun anew, ms: a line that broke off, or a server that restarts, is back soon. */
const AGAIN_AFTER_MS = [1_000, 3_000]

/** Uploads files to conversations. */
export function createUpload({ newRequest, wait }: Deps) {
  function once(path: string, file: File, { onProgress, signal }: Options): Promise<Result<FileRef>> {
    const { promise, resolve, reject } = Promise.withResolvers<Result<FileRef>>()
    const request = newRequest()
    const cancel = () => request.abort()
    signal?.addEventListener('abort', cancel, { once: true })
    request.open('POST', path)
    request.responseType = 'json'
    for (const [name, value] of headersOf(file)) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress?.(total > 0 ? loaded / total : 0),
    )
    request.addEventListener('load', () =>
      resolve(toResult<FileRef>(request.response, request.getResponseHeader('Retry-After'))),
    )
    request.addEventListener('error', () => resolve({ ok: false, offline: true }))
    request.addEventListener('abort', () => reject(new UploadFailed({ ok: false, cancelled: true })))
    request.send(file)
    return promise.finally(() => signal?.removeEventListener('abort', cancel))
  }

  /**
   * Uploads a file, which is then sent with a message by its `fileId`. Begun anew, twice at most, where the line breaks off.
   *
   * @param conversationId - its id, or a room's name
   * @throws UploadFailed
   */
  return async (conversationId: string, file: File, options: Options = {}): Promise<FileRef> => {
    const path = `/api/v1/files?conversationId=${encodeURIComponent(conversationId)}`
    for (const pause of [...AGAIN_AFTER_MS, undefined]) {
      if (options.signal?.aborted) break
      const result = await once(path, file, options)
      if (result.ok) return result.data
      if (!result.offline && result.code === ACCOUNT_CHANGED) accountChanged()
      if (!isPassing(result) || pause === undefined) throw new UploadFailed(result)
      await wait(pause)
    }
    throw new UploadFailed({ ok: false, cancelled: true })
  }
}

const isPassing = (result: Refusal | Unreachable) => result.offline || result.code === UNAVAILABLE

function headersOf({ name, type }: File): [string, string][] {
  const { account } = pageAccount.getState()
  return [
    ['Content-Type', type === '' ? 'application/octet-stream' : type],
    ['X-File-Name', encodeURIComponent(name.toWellFormed())],
    ...(account === undefined ? [] : [['X-Account', account] satisfies [string, string]]),
  ]
}

/** The same, from a page. */
export const uploadFile = createUpload({
  newRequest: () => new XMLHttpRequest(),
  wait: (ms) => new Promise((resolve) => void setTimeout(resolve, ms)),
})
