import type { Actor } from '@/lib/domain/accounts'
import {
  type Attachment,
  attachmentOf,
  type Content,
  mayUpload,
  nameAs,
  type StoredAttachment,
  UNATTACHED_FOR_MS,
  UPLOAD_BOUNDS,
} from '@/lib/domain/conversations/attachment'
import type { Conversation } from '@/lib/domain/conversations/conversation'
import { pairOf } from '@/lib/domain/conversations/names'
import { DomainError } from '@/lib/domain/errors'
import { named, toMembers } from '@/lib/domain/events/conversation-builders'
import type { AttachmentId, ConversationId, MessageId, UserId } from '@/lib/domain/ids'
import { cleanName } from '@/lib/domain/visible-text'
import type { Attachments } from '@/lib/server/ports/conversations/attachments'
import type { Messages } from '@/lib/server/ports/conversations/messages'
import type { FileIntake, TakenFile } from '@/lib/server/ports/files/file-intake'
import type { FileStore } from '@/lib/server/ports/files/file-store'
import type { Bus, Clock, Ids } from '@/lib/server/ports/system'
import type { ConversationLookup } from './lookup'
import type { Openings } from './openings'

interface Deps {
  readonly attachments: Attachments
  readonly fileStore: FileStore
  readonly fileIntake: FileIntake
  readonly messages: Pick<Messages, 'byId'>
  readonly lookup: ConversationLookup
  readonly openings: Openings
  readonly clock: Clock
  readonly ids: Ids
  readonly bus: Bus
  /** The largest file, in bytes. */
  readonly maxFileBytes: number
}

/** A file on its way here. */
export interface Upload {
  readonly name: string
  /** In bytes, as the client declares it. */
  readonly declaredSize: number | undefined
  readonly bytes: AsyncIterable<Uint8Array>
}

/** A file, or its thumbnail, that may be read. */
interface OpenFile extends Pick<StoredAttachment, 'name' | 'type'> {
  readonly content: Content
  /** @throws NOT_FOUND when the store does not have it */
  read(part?: {
    readonly start: number
    readonly end: number
  }): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>
}

/** Files of conversations: uploaded first, then attached to a message, and read by members alone. */
export function createFiles(deps: Deps) {
  const { attachments, fileStore, fileIntake, messages, lookup, openings, clock, ids, bus, maxFileBytes } =
    deps
  const underWay = new Map<UserId, number>()

  /** Deletes what was removed, or attached to nothing in time; the content that nothing else has goes with it. */
  const sweep = () => {
    const now = clock.now()
    const limits = {
      now,
      unattachedBefore: now - UNATTACHED_FOR_MS,
      countedSince: now - UPLOAD_BOUNDS.windowMs,
    }
    return attachments.sweep(limits, fileStore.remove)
  }
  bus.observe('removed files', {
    'conversation.message-changed': async ({ message }) => {
      if (message.deletedAt !== null) await sweep()
    },
  }) // a deletion is acknowledged without waiting for the store

  /** @throws FILE_LIMIT_REACHED while too many uploads of the person are under way */
  async function oneOfFew<T>(user: UserId, job: () => Promise<T>): Promise<T> {
    const count = underWay.get(user) ?? 0
    if (count >= UPLOAD_BOUNDS.atOnce) throw new DomainError('FILE_LIMIT_REACHED', { retryAfter: 1 })
    underWay.set(user, count + 1)
    try {
      return await job()
    } finally {
      const left = (underWay.get(user) ?? 1) - 1
      if (left > 0) underWay.set(user, left)
      else underWay.delete(user)
    }
  }

  function requireSize(size: number): void {
    if (size > maxFileBytes)
      throw new DomainError('PAYLOAD_TOO_LARGE', { description: `At most ${maxFileBytes} bytes` })
  }

  /** Where the file goes; a pair's conversation is made with the first one. @throws CONVERSATION_NOT_FOUND, FORBIDDEN, VISIT_OVER */
  async function writable(actor: Actor, given: string): Promise<Conversation> {
    if (!lookup.remembers(actor, given) && pairOf(given)) await openings.openIfNeeded(actor, given)
    const { conversation } = await lookup.find(actor, given, 'write')
    if (conversation.closedAt !== undefined) throw new DomainError('VISIT_OVER')
    return conversation
  }

  async function keep(
    actor: Actor,
    conversation: Conversation,
    name: string,
    taken: TakenFile,
  ): Promise<Attachment> {
    const { type, width, height, content, thumbnail } = taken
    const now = clock.now()
    const attachment = {
      id: ids.next(),
      tenantId: actor.tenantId,
      conversation: conversation.id,
      uploader: actor.userId,
      name: nameAs(name, type),
      type,
      width,
      height,
      content: sized(content),
      thumbnail: thumbnail && sized(thumbnail),
      createdAt: now,
    }
    const since = now - UPLOAD_BOUNDS.windowMs
    const isAdded = await attachments.add(attachment, since, (usage) => mayUpload(usage, content.size))
    if (!isAdded) throw new DomainError('FILE_LIMIT_REACHED')
    try {
      await fileStore.put(content)
      if (thumbnail) await fileStore.put(thumbnail)
    } catch (error) {
      await attachments.remove(attachment.id, now)
      throw error
    }
    return attachmentOf({ ...attachment, message: null })
  }

  /** A file that the actor may read. @throws NOT_FOUND: foreign, removed and absent alike */
  async function readable(actor: Actor, id: AttachmentId): Promise<StoredAttachment> {
    const found = await attachments.find(id)
    if (!found || found.tenantId !== actor.tenantId || found.conversation === null)
      throw new DomainError('NOT_FOUND')
    if (found.message === null && found.uploader !== actor.userId) throw new DomainError('NOT_FOUND')
    const place = await lookup.lookUp(actor, found.conversation, 'read')
    if ('refused' in place || place.membership === null) throw new DomainError('NOT_FOUND')
    return found
  }

  function opened({ name, type }: StoredAttachment, content: Content): OpenFile {
    return {
      name,
      type,
      content,
      async read(part) {
        const stream = await fileStore.read(content.hash, part)
        if (!stream) throw new DomainError('NOT_FOUND')
        return stream
      },
    }
  }

  return {
    /**
     * Keeps a file for a message that the actor is going to send. Who may not write there is refused before any of it is read.
     *
     * @throws CONVERSATION_NOT_FOUND, FORBIDDEN, VISIT_OVER, FILE_LIMIT_REACHED, PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, INVALID_REQUEST, UNAVAILABLE
     */
    async upload(
      actor: Actor,
      given: string,
      { name, declaredSize = 0, bytes }: Upload,
    ): Promise<Attachment> {
      const conversation = await writable(actor, given)
      requireSize(declaredSize)
      return oneOfFew(actor.userId, async () => {
        const usage = await attachments.usage(actor.userId, clock.now() - UPLOAD_BOUNDS.windowMs)
        if (!mayUpload(usage, declaredSize)) throw new DomainError('FILE_LIMIT_REACHED')
        const taken = await fileIntake.take(bytes, maxFileBytes, actor.userId)
        try {
          return await keep(actor, conversation, name, taken)
        } finally {
          await taken.discard()
        }
      })
    },

    /**
     * Where a file of this size may go.
     *
     * @throws CONVERSATION_NOT_FOUND, FORBIDDEN, VISIT_OVER, PAYLOAD_TOO_LARGE
     */
    async requireRoom(actor: Actor, given: string, size: number): Promise<ConversationId> {
      const { id } = await writable(actor, given)
      requireSize(size)
      return id
    },

    /** One's own file that is attached to nothing yet. @throws NOT_FOUND */
    async unsent(actor: Actor, id: AttachmentId): Promise<Attachment> {
      const found = await attachments.find(id)
      if (found?.uploader !== actor.userId) throw new DomainError('NOT_FOUND')
      return attachmentOf(found)
    },

    /** @throws NOT_FOUND */
    async open(actor: Actor, id: AttachmentId): Promise<OpenFile> {
      const found = await readable(actor, id)
      return opened(found, found.content)
    },

    /** @throws NOT_FOUND, also where there is none */
    async openThumbnail(actor: Actor, id: AttachmentId): Promise<OpenFile> {
      const found = await readable(actor, id)
      if (found.thumbnail === null) throw new DomainError('NOT_FOUND')
      return opened(found, found.thumbnail)
    },

    /**
     * Tells the members that a message of the actor's has a file, wherever that is.
     *
     * @throws CONVERSATION_NOT_FOUND, FORBIDDEN, NOT_FOUND: no message of theirs there
     */
    async announce(
      actor: Actor,
      given: string,
      messageId: MessageId,
      file: { readonly name: string; readonly size: number; readonly type: string },
    ): Promise<void> {
      const { conversation } = await lookup.find(actor, given, 'write')
      const message = await messages.byId(messageId)
      const isTheirs = message?.conversation === conversation.id && message.author?.user === actor.userId
      if (!isTheirs || message.deletedAt !== null) throw new DomainError('NOT_FOUND')
      const name = cleanName(file.name)
      if (name === '') throw new DomainError('INVALID_REQUEST', { field: 'fileName' })
      await bus.publish({
        type: 'conversation.file',
        conversation,
        messageId,
        by: named(actor),
        file: { ...file, name },
        at: clock.now(),
        ...toMembers(conversation),
      })
    },

    sweep,
  }
}

export type FilesService = ReturnType<typeof createFiles>

const sized = ({ hash, size }: Content): Content => ({ hash, size })
