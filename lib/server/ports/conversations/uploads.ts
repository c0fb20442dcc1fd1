import type { BegunUploads, Usage } from '@/lib/domain/conversations/attachment'
import type { AttachmentId, ConversationId, Millis, TenantId, UploadId, UserId } from '@/lib/domain/ids'

/** A file that arrives in parts. */
export interface OpenUpload {
  readonly id: UploadId
  readonly tenantId: TenantId
  /** Null: the account has gone. */
  readonly user: UserId | null
  readonly conversation: ConversationId
  readonly name: string
  /** In bytes, as declared. */
  readonly size: number
  /** How much has arrived, in bytes. */
  readonly received: number
  /** Names of the parts in the file store, in their order. */
  readonly parts: readonly string[]
  /** What it has become; null: it is not complete. */
  readonly file: AttachmentId | null
  readonly createdAt: Millis
}

export type NewUpload = Pick<
  OpenUpload,
  'id' | 'tenantId' | 'conversation' | 'name' | 'size' | 'createdAt'
> & {
  readonly user: UserId
}

/** Uploads that go on where they were cut off; their parts are in the file store. */
export interface Uploads {
  /**
   * One person's begin one after the other.
   *
   * @param since - of what counts as used
   * @param admits - asked with what the person has uploaded since then, and begun
   * @returns whether it has begun
   */
  begin(
    upload: NewUpload,
    since: Millis,
    admits: (usage: Usage, begun: BegunUploads) => boolean,
  ): Promise<boolean>
  find(id: UploadId): Promise<OpenUpload | undefined>
  /** Adds a part that is stored already. @returns false: another one came first */
  grow(
    id: UploadId,
    received: number,
    part: { readonly name: string; readonly size: number },
  ): Promise<boolean>
  /** Its parts are needed no more. */
  complete(id: UploadId, file: AttachmentId): Promise<void>
  remove(id: UploadId): Promise<void>
  /** Those that began before then, and those of accounts that have gone; 100 at most. */
  expired(before: Millis): Promise<readonly OpenUpload[]>
}
