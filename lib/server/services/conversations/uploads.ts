import type { Actor } from '@/lib/domain/accounts'
import {
  type Attachment,
  isPart,
  mayBegin,
  PART_BOUNDS,
  UPLOAD_BOUNDS,
} from '@/lib/domain/conversations/attachment'
import { DomainError, type ErrorName, isDomainError } from '@/lib/domain/errors'
import type { UploadId } from '@/lib/domain/ids'
import { cleanName } from '@/lib/domain/visible-text'
import type { OpenUpload, Uploads } from '@/lib/server/ports/conversations/uploads'
import type { FileIntake } from '@/lib/server/ports/files/file-intake'
import type { FileStore } from '@/lib/server/ports/files/file-store'
import type { Clock, Ids } from '@/lib/server/ports/system'
import type { FilesService } from './files'

interface Deps {
  readonly uploads: Uploads
  readonly files: Pick<FilesService, 'requireRoom' | 'upload' | 'unsent'>
  readonly fileStore: FileStore
  readonly fileIntake: Pick<FileIntake, 'takePart'>
  readonly clock: Clock
  readonly ids: Ids
}

/** Refusals that another try may not meet. */
const FOR_NOW: ReadonlySet<ErrorName> = new Set(['UNAVAILABLE', 'FILE_LIMIT_REACHED'])

/** How far an upload is; with the file once it is complete. */
export interface Progress {
  readonly upload: Pick<OpenUpload, 'id' | 'size' | 'received' | 'createdAt'>
  readonly file: Attachment | null
}

/**
 * Files that arrive in parts, each of which is durable before it is acknowledged, so that an upload goes on where it was cut off: on
 * another line, after a reload, at another process.
 */
export function createUploads({ uploads, files, fileStore, fileIntake, clock, ids }: Deps) {
  /** @throws NOT_FOUND: foreign, expired and absent alike */
  async function own(actor: Actor, id: UploadId): Promise<OpenUpload> {
    const found = await uploads.find(id)
    const isOwn = found?.user === actor.userId && found.tenantId === actor.tenantId
    if (!isOwn || found.createdAt < clock.now() - PART_BOUNDS.keptMs) throw new DomainError('NOT_FOUND')
    return found
  }

  async function dropParts(parts: readonly string[]): Promise<void> {
    for (const part of parts) await fileStore.remove(part)
  }

  async function* contentOf({ parts }: OpenUpload): AsyncGenerator<Uint8Array> {
    for (const part of parts) {
      const stream = await fileStore.read(part)
      if (!stream) throw new DomainError('UNAVAILABLE', { retryAfter: 1 })
      yield* stream
    }
  }

  /** What is no file that can be kept never becomes one, and goes; where that is only not possible now, it may be tried again. */
  async function complete(actor: Actor, upload: OpenUpload): Promise<Progress> {
    const { id, conversation, name, size, parts } = upload
    try {
      const file = await files.upload(actor, conversation, {
        name,
        declaredSize: size,
        bytes: contentOf(upload),
      })
      await uploads.complete(id, file.id)
      await dropParts(parts)
      return { upload, file }
    } catch (error) {
      const isForNow = !isDomainError(error) || FOR_NOW.has(error.reason)
      if (!isForNow) await discard(upload)
      throw error
    }
  }

  async function discard({ id, parts }: OpenUpload): Promise<void> {
    await dropParts(parts)
    await uploads.remove(id)
  }

  /** @throws UPLOAD_ELSEWHERE: another part came first */
  async function keepPart({ id, received }: OpenUpload, bytes: Uint8Array): Promise<OpenUpload> {
    const taken = await fileIntake.takePart(bytes)
    const name = `${id}.${received}.${taken.content.hash}`
    try {
      await fileStore.put(taken.content, name)
    } finally {
      await taken.discard()
    }
    const isKept = await uploads.grow(id, received, { name, size: bytes.byteLength })
    const now = await uploads.find(id)
    if (isKept && now) return now
    // The same part, sent twice at a time, has the same name, and is part of it.
    if (!now?.parts.includes(name)) await fileStore.remove(name)
    throw new DomainError('UPLOAD_ELSEWHERE')
  }

  return {
    /** @throws INVALID_REQUEST: not a name, CONVERSATION_NOT_FOUND, FORBIDDEN, VISIT_OVER, PAYLOAD_TOO_LARGE, FILE_LIMIT_REACHED */
    async begin(
      actor: Actor,
      given: string,
      { name: called, size }: { readonly name: string; readonly size: number },
    ): Promise<Progress> {
      const name = cleanName(called.split(/[/\\]/).at(-1) ?? '')
      if (name === '') throw new DomainError('INVALID_REQUEST', { field: 'name' })
      const conversation = await files.requireRoom(actor, given, size)
      const { tenantId, userId: user } = actor
      const now = clock.now()
      const upload = { id: ids.next(), tenantId, user, conversation, name, size, createdAt: now }
      const since = now - UPLOAD_BOUNDS.windowMs
      const hasBegun = await uploads.begin(upload, since, (usage, begun) => mayBegin(usage, begun, size))
      if (!hasBegun) throw new DomainError('FILE_LIMIT_REACHED')
      return { upload: { ...upload, received: 0 }, file: null }
    },

    /** How much has arrived. @throws NOT_FOUND */
    async find(actor: Actor, id: UploadId): Promise<Progress> {
      const upload = await own(actor, id)
      return { upload, file: upload.file === null ? null : await files.unsent(actor, upload.file) }
    },

    /**
     * Adds a part; with the last one the file is complete. Nothing after the last one tries that again.
     *
     * @throws NOT_FOUND, UPLOAD_ELSEWHERE, INVALID_REQUEST: too little or too much, and what uploading a file throws
     */
    async add(actor: Actor, id: UploadId, offset: number, bytes: Uint8Array): Promise<Progress> {
      const upload = await own(actor, id)
      const { received, size, file } = upload
      if (offset !== received) throw new DomainError('UPLOAD_ELSEWHERE')
      if (file !== null) return { upload, file: await files.unsent(actor, file) }
      if (received === size && bytes.byteLength === 0) return complete(actor, upload)
      if (!isPart(bytes.byteLength, { received, whole: size }))
        throw new DomainError('INVALID_REQUEST', {
          description: `A part has ${PART_BOUNDS.least} bytes or more, the last one what is left`,
        })
      const grown = await keepPart(upload, bytes)
      return grown.received === size ? complete(actor, grown) : { upload: grown, file: null }
    },

    /** Gives it up. @throws NOT_FOUND */
    async remove(actor: Actor, id: UploadId): Promise<void> {
      await discard(await own(actor, id))
    },

    /** Deletes what was not completed in time. @returns how many uploads */
    async sweep(): Promise<number> {
      const expired = await uploads.expired(clock.now() - PART_BOUNDS.keptMs)
      for (const upload of expired) await discard(upload)
      return expired.length
    },
  }
}
