import type { StoredAttachment, Usage } from '@/lib/domain/conversations/attachment'
import type { AttachmentId, ConversationId, MessageId, Millis, TenantId, UserId } from '@/lib/domain/ids'

/** A file that is about to be kept. */
export type NewAttachment = Omit<StoredAttachment, 'message'> & {
  readonly tenantId: TenantId
  readonly conversation: ConversationId
  readonly uploader: UserId
}

interface SweepLimits {
  readonly now: Millis
  /** What nobody attached since then goes. */
  readonly unattachedBefore: Millis
  /** What was uploaded since then still counts as uploaded once it is deleted. */
  readonly countedSince: Millis
}

/** Files of conversations: what they are and whose; their content is in the file store. */
export interface Attachments {
  /** What the person uploaded since then, whether or not it is still there. */
  usage(user: UserId, since: Millis): Promise<Usage>
  /**
   * Before its content is stored, so that a sweep leaves it alone. One person's are added one after the other.
   *
   * @param admits - asked with what the person uploaded since then
   * @returns whether it was added
   */
  add(attachment: NewAttachment, since: Millis, admits: (usage: Usage) => boolean): Promise<boolean>
  /** Undefined: there is none, or it was removed. */
  find(id: AttachmentId): Promise<StoredAttachment | undefined>
  /** Nobody is given it any more. */
  remove(id: AttachmentId, now: Millis): Promise<void>
  /** The files of reported messages: their content stays until then, whatever becomes of the messages. Never shortened. */
  keepAsEvidence(messages: readonly MessageId[], until: Millis): Promise<void>
  /**
   * Deletes files that were removed, that nobody attached, and those of conversations that have gone; what is kept as evidence stays.
   *
   * @param removeContent - called for each content that no other file has, while nobody can add one with it
   * @returns how many files
   */
  sweep(limits: SweepLimits, removeContent: (hash: string) => Promise<void>): Promise<number>
}
