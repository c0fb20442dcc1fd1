import type { z } from 'zod'
import { accountChanged } from '@/lib/client/account/page-account'
import type { Refusal, Result, Unreachable } from '@/lib/client/api'
import type { fileRest } from '@/lib/contracts/telehealth/file-rest'
import { PART_BOUNDS } from '@/lib/domain/conversations/attachment'
import type { Millis } from '@/lib/domain/ids'
import { type FileRef, UploadFailed, type UploadOptions, type UploadRequest } from './upload-request'

type State = z.output<(typeof fileRest.upload)['response']>['data']

interface Deps {
  readonly ask: UploadRequest
  readonly wait: (ms: Millis) => Promise<void>
}

/** Too many requests; another login; there is no such upload; it has got further; not now. */
const [TOO_FAST, ACCOUNT_CHANGED, NOT_FOUND, ELSEWHERE, UNAVAILABLE] = [1003, 2007, 9002, 5009, 9007]
/** Waits without any progress, ms: some minutes in a tunnel, or at another network. */
const PAUSES_MS: readonly Millis[] = [
  1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 30_000, 30_000, 30_000, 30_000, 30_000, 30_000,
]
/** Parts grow as long as they get through, and begin small again where one did not: bytes. */
const LARGEST_PART = PART_BOUNDS.most / 2

/** Uploads a file in parts; where the line breaks off it goes on from what has arrived. */
export function createPartsUpload({ ask, wait }: Deps) {
  /** @throws UploadFailed */
  return async (conversationId: string, file: File, options: UploadOptions): Promise<FileRef> => {
    const { signal, onProgress, onArrived } = options
    const sizes = createPartSizes()
    let id = options.resume
    /** Where the next part begins; undefined: the server is asked. */
    let offset: number | undefined
    let tries = 0
    let isBegunAnew = false

    const step = (): Promise<Result<State>> => {
      if (id === undefined) return begin(ask, conversationId, file, signal)
      const path = `/api/v1/uploads/${encodeURIComponent(id)}`
      if (offset === undefined) return ask({ method: 'GET', path, signal })
      const from = offset
      const part = file.slice(from, from + sizes.next())
      return ask({
        method: 'PUT',
        path: `${path}?offset=${from}`,
        headers: [['Content-Type', 'application/octet-stream']],
        body: part,
        signal,
        onProgress: (share) => onProgress?.((from + share * part.size) / file.size),
      })
    }
    while (!signal?.aborted) {
      const isPart = offset !== undefined
      // One part after the other: each begins where the one before ends.
      // oxlint-disable-next-line no-await-in-loop
      const result = await step()
      if (result.ok) {
        const { uploadId, offset: arrived, file: complete } = result.data
        if (complete) return complete
        if (isPart) sizes.grow()
        if (offset === undefined || arrived > offset) tries = 0
        id = uploadId
        offset = arrived
        onArrived?.(uploadId, arrived / file.size)
        continue
      }
      if (!result.offline && result.code === ACCOUNT_CHANGED) accountChanged()
      const isGone = !result.offline && result.code === NOT_FOUND && id !== undefined && !isBegunAnew
      const pause = PAUSES_MS[tries]
      if (isGone) {
        isBegunAnew = true
        id = undefined
      } else if (isPassing(result) && pause !== undefined) {
        tries += 1
        if (isPart) sizes.shrink()
        // oxlint-disable-next-line no-await-in-loop
        await wait(pause)
      } else throw new UploadFailed(result)
      offset = undefined
    }
    throw new UploadFailed({ ok: false, cancelled: true })
  }
}

const begin = (ask: UploadRequest, conversationId: string, file: File, signal: AbortSignal | undefined) =>
  ask<State>({
    method: 'POST',
    path: '/api/v1/uploads',
    headers: [['Content-Type', 'application/json']],
    body: JSON.stringify({ conversationId, name: file.name.toWellFormed(), size: file.size }),
    signal,
  })

const isPassing = (result: Refusal | Unreachable) =>
  result.offline || [TOO_FAST, ELSEWHERE, UNAVAILABLE].includes(result.code)

/** A part that a slow line does not carry in time would never arrive, however often it is tried. */
function createPartSizes() {
  let most = LARGEST_PART
  let size: number = PART_BOUNDS.least
  return {
    next: () => size,
    grow: () => void (size = Math.min(most, size * 2)),
    shrink(): void {
      most = Math.max(PART_BOUNDS.least, Math.floor(size / 2))
      size = PART_BOUNDS.least
    },
  }
}
