import { isHeic, MAX_ATTACHMENTS } from '@/lib/domain/conversations/attachment'
import type { DraftFile, ThreadContext } from './thread-state'
import type { uploadFile } from './upload'
import { isNoted, type UploadNote, type UploadNotes } from './upload-notes'
import { UploadFailed } from './upload-request'

export type Upload = typeof uploadFile

interface Deps {
  readonly upload: Upload
  /** Gives an upload up that was not completed. */
  readonly giveUp: (uploadId: string) => void
  readonly notes: UploadNotes
}

/** Larger than the server takes; of a kind that it does not take. */
const [TOO_LARGE, UNSUPPORTED] = [9004, 9005]

/** What is left of an upload after a reload: it goes on with the same file. */
export const stoppedFile = ({ uploadId, name, share }: UploadNote): DraftFile => ({
  key: uploadId,
  name,
  share,
  failure: 'stopped',
})

/** Files that are going to be sent: those that stopped wait to be chosen again, or removed. */
export const goingFiles = (files: readonly DraftFile[]): readonly DraftFile[] =>
  files.filter(({ failure }) => failure !== 'stopped')

/** Files on their way into the next message: uploaded as soon as they are chosen, sent with it. */
export function createThreadFiles(context: ThreadContext, { upload, giveUp, notes }: Deps) {
  const { conversationId, clock, ids, data, set, isOpen } = context
  const running = new Map<string, AbortController>()
  /** What is at hand to be tried again. */
  const chosen = new Map<string, File>()
  /** Uploads that the server has begun, by the file's key. */
  const begun = new Map<string, string>()

  const change = (key: string, { failure, ...changes }: Partial<DraftFile>) => {
    if (!isOpen()) return
    const changed = ({ failure: _, ...one }: DraftFile) => ({
      ...one,
      ...changes,
      ...(failure && { failure }),
    })
    set({ files: data().files.map((one) => (one.key === key ? changed(one) : one)) })
  }
  const forget = (key: string) => {
    const id = begun.get(key)
    if (id !== undefined) notes.forget(id)
    begun.delete(key)
  }

  async function begin(key: string, file: File): Promise<void> {
    const cancel = new AbortController()
    running.set(key, cancel)
    chosen.set(key, file)
    const { name, size, lastModified } = file
    try {
      const { fileId } = await upload(conversationId, file, {
        signal: cancel.signal,
        resume: begun.get(key),
        onProgress: (share) => change(key, { share }),
        onArrived: (uploadId, share) => {
          begun.set(key, uploadId)
          notes.keep({ uploadId, conversationId, name, size, lastModified, share, at: clock.now() })
        },
      })
      forget(key)
      change(key, { share: 1, fileId })
    } catch (error) {
      const failure = failureOf(error, file)
      if (failure !== 'offline' && failure !== 'stopped') forget(key)
      change(key, { failure })
    } finally {
      running.delete(key)
    }
  }

  return {
    /** As many as the message has room for; the rest is left out. One whose upload stopped goes on. */
    attach(files: readonly File[]): void {
      const noted = notes
        .of(conversationId)
        .filter(({ uploadId }) =>
          data().files.some(({ key, failure }) => key === uploadId && failure === 'stopped'),
        )
      const again = (file: File) => noted.find((note) => isNoted(note, file))
      const room = MAX_ATTACHMENTS - goingFiles(data().files).length
      for (const file of files.slice(0, room)) {
        const note = again(file)
        const key = note?.uploadId ?? ids()
        if (note) {
          begun.set(key, note.uploadId)
          change(key, { share: note.share })
        } else set({ files: [...data().files, { key, name: file.name, share: 0 }] })
        void begin(key, file)
      }
    },
    /** Goes on with one that lost its connection. */
    again(key: string): void {
      const file = chosen.get(key)
      if (!file || running.has(key)) return
      change(key, {})
      void begin(key, file)
    },
    detach(key: string): void {
      running.get(key)?.abort()
      const stopped = data().files.find((one) => one.key === key && one.failure === 'stopped')
      const id = begun.get(key) ?? stopped?.key
      if (id !== undefined) {
        notes.forget(id)
        giveUp(id)
      }
      begun.delete(key)
      chosen.delete(key)
      set({ files: data().files.filter((one) => one.key !== key) })
    },
    /** What has begun is noted, and goes on another time. */
    stop(): void {
      for (const cancel of running.values()) cancel.abort()
    },
  }
}

function failureOf(error: unknown, { name, type }: File): NonNullable<DraftFile['failure']> {
  if (!(error instanceof UploadFailed)) return 'refused'
  if ('cancelled' in error.failure) return 'stopped'
  if (error.failure.offline) return 'offline'
  const { code } = error.failure
  if (code === UNSUPPORTED) return isHeic(type) || /\.hei[cf]$/i.test(name) ? 'heic' : 'unsupported'
  return code === TOO_LARGE ? 'too-large' : 'refused'
}
