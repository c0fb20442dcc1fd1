import type { z } from 'zod'
import { pageAccount } from '@/lib/client/account/page-account'
import { type Refusal, type Result, toResult, type Unreachable } from '@/lib/client/api'
import type { attachment } from '@/lib/contracts/conversation-fields'

/** A file that is uploaded, as messages have it. */
export type FileRef = z.output<typeof attachment>

export interface UploadOptions {
  /** Called with how much has left, from 0 to 1; less than before where some of it has to leave again. */
  readonly onProgress?: (share: number) => void
  /** Called with what the server has of it for certain, from 0 to 1; never for small files. */
  readonly onArrived?: (uploadId: string, share: number) => void
  /** An upload of the same file that was cut off. */
  readonly resume?: string | undefined
  /** Cancels it. */
  readonly signal?: AbortSignal
}

/** `cancelled`: by who began it. */
type Failure = Refusal | Unreachable | { readonly ok: false; readonly cancelled: true }

/** A file could not be uploaded. */
export class UploadFailed extends Error {
  readonly code = 'UPLOAD_FAILED'
  constructor(readonly failure: Failure) {
    super('The file could not be uploaded')
  }
}

type Sender = Pick<
  XMLHttpRequest,
  'open' | 'setRequestHeader' | 'send' | 'abort' | 'upload' | 'response' | 'getResponseHeader'
> &
  Pick<EventTarget, 'addEventListener'> & { responseType: XMLHttpRequestResponseType }

/** `fetch` does not tell how much has left. */
export type NewRequest = () => Sender

interface Asked {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: string
  readonly headers?: readonly (readonly [name: string, value: string])[]
  readonly body?: Blob | string
  /** Called with how much of the body has left, from 0 to 1. */
  readonly onProgress?: (share: number) => void
  readonly signal?: AbortSignal | undefined
}

/** One request of an upload. @returns what asks; it throws UploadFailed when it is cancelled */
export function createUploadRequest(newRequest: NewRequest) {
  return <T>({ method, path, headers = [], body, onProgress, signal }: Asked): Promise<Result<T>> => {
    const { promise, resolve, reject } = Promise.withResolvers<Result<T>>()
    const request = newRequest()
    const cancel = () => request.abort()
    signal?.addEventListener('abort', cancel, { once: true })
    request.open(method, path)
    request.responseType = 'json'
    const { account } = pageAccount.getState()
    const own = account === undefined ? [] : [['X-Account', account] as const]
    for (const [name, value] of [...headers, ...own]) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress?.(total > 0 ? loaded / total : 0),
    )
    request.addEventListener('load', () =>
      resolve(toResult<T>(request.response, request.getResponseHeader('Retry-After'))),
    )
    request.addEventListener('error', () => resolve({ ok: false, offline: true }))
    request.addEventListener('abort', () => reject(new UploadFailed({ ok: false, cancelled: true })))
    request.send(body)
    return promise.finally(() => signal?.removeEventListener('abort', cancel))
  }
}

export type UploadRequest = ReturnType<typeof createUploadRequest>
