import type { KeyValueStore } from '@/lib/client/browser/key-value-store'
import { PART_BOUNDS } from '@/lib/domain/conversations/attachment'
import type { Millis } from '@/lib/domain/ids'

/** An upload that has begun: what is enough to go on with it once the same file is chosen again. */
export interface UploadNote {
  readonly uploadId: string
  readonly conversationId: string
  readonly name: string
  /** In bytes. */
  readonly size: number
  /** Epoch ms, as the device has it. */
  readonly lastModified: number
  /** How much had arrived, from 0 to 1. */
  readonly share: number
  readonly at: Millis
}

/** The most that is noted; the oldest goes. */
const MOST = PART_BOUNDS.open

/** Uploads of one account that were not completed, on this device. A page cannot keep the files themselves over a reload. */
export function createUploadNotes(store: KeyValueStore, account: string, now: () => Millis) {
  const key = `omegoo.uploads.${account}`
  const all = () => parse(store.read(key)).filter(({ at }) => now() - at < PART_BOUNDS.keptMs)
  const write = (notes: readonly UploadNote[]) =>
    store.write(key, notes.length === 0 ? null : JSON.stringify(notes.slice(-MOST)))
  const without = (id: string) => all().filter(({ uploadId }) => uploadId !== id)
  return {
    of: (id: string): readonly UploadNote[] => all().filter(({ conversationId }) => conversationId === id),
    keep: (note: UploadNote): void => write([...without(note.uploadId), note]),
    forget: (id: string): void => write(without(id)),
  }
}

export type UploadNotes = ReturnType<typeof createUploadNotes>

/** Whether a file that was chosen is the noted one. */
export const isNoted = ({ name, size, lastModified }: UploadNote, file: File): boolean =>
  file.name === name && file.size === size && file.lastModified === lastModified

function parse(text: string | null): readonly UploadNote[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(value) ? value.filter(isNote) : []
  } catch {
    return [] // Written by another version, or by hand.
  }
}

function isNote(value: unknown): value is UploadNote {
  if (typeof value !== 'object' || value === null) return false
  const { uploadId, conversationId, name, size, lastModified, share, at } = value as Partial<UploadNote>
  return (
    [uploadId, conversationId, name].every((one) => typeof one === 'string') &&
    [size, lastModified, share, at].every((one) => typeof one === 'number')
  )
}
