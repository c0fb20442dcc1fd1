import { isHeic, MAX_ATTACHMENTS } from '@/lib/domain/conversations/attachment'
import type { DraftFile, ThreadContext } from './thread-state'
import { UploadFailed, type uploadFile } from './upload'

export type Upload = typeof uploadFile

/** Larger than the server takes; of a kind that it does not take. */
const [TOO_LARGE, UNSUPPORTED] = [9004, 9005]

/** Files on their way into the next message: uploaded as soon as they are chosen, sent with it. */
export function createThreadFiles({ conversationId, ids, data, set, isOpen }: ThreadContext, upload: Upload) {
  const running = new Map<string, AbortController>()

  const change = (key: string, changes: Partial<DraftFile>) => {
    if (isOpen()) set({ files: data().files.map((one) => (one.key === key ? { ...one, ...changes } : one)) })
  }
  async function begin(key: string, file: File): Promise<void> {
    const cancel = new AbortController()
    running.set(key, cancel)
    try {
      const onProgress = (share: number) => change(key, { share })
      const { fileId } = await upload(conversationId, file, { onProgress, signal: cancel.signal })
      change(key, { share: 1, fileId })
    } catch (error) {
      change(key, { failure: failureOf(error, file) })
    } finally {
      running.delete(key)
    }
  }

  return {
    /** As many as the message has room for; the rest is left out. */
    attach(files: readonly File[]): void {
      const room = MAX_ATTACHMENTS - data().files.length
      const added = files.slice(0, room).map((file) => ({ key: ids(), file }))
      const shown = added.map(({ key, file }): DraftFile => ({ key, name: file.name, share: 0 }))
      set({ files: [...data().files, ...shown] })
      for (const { key, file } of added) void begin(key, file)
    },
    detach(key: string): void {
      running.get(key)?.abort()
      set({ files: data().files.filter((one) => one.key !== key) })
    },
    stop(): void {
      for (const cancel of running.values()) cancel.abort()
    },
  }
}

function failureOf(error: unknown, { name, type }: File): NonNullable<DraftFile['failure']> {
  if (!(error instanceof UploadFailed) || 'cancelled' in error.failure) return 'refused'
  if (error.failure.offline) return 'offline'
  const { code } = error.failure
  if (code === UNSUPPORTED && (isHeic(type) || /\.hei[cf]$/i.test(name))) return 'heic'
  return code === TOO_LARGE ? 'too-large' : 'refused'
}
