import type { Conversation } from '@/lib/domain/conversations/conversation'
import type { ConversationMessage, MessageDraft, Reach } from '@/lib/domain/conversations/message'
import type { Mentions } from '@/lib/domain/conversations/mentions'
import type { EvidenceMessage } from '@/lib/domain/moderation'
import type { ConversationId, MessageId, Millis, UserId } from '@/lib/domain/ids'

/** A message on its way to being kept. */
export interface NewMessage extends MessageDraft {
  readonly id: MessageId
  readonly conversation: ConversationId
  readonly author: UserId
  readonly at: Millis
  readonly flagged?: boolean
  /** Nobody unless given; who is no member is not counted. */
  readonly mentions?: Mentions
}

/** `again`: it was kept before, under the same client-made id. */
export type Appended =
  | {
      readonly outcome: 'kept'
      readonly message: ConversationMessage
      readonly conversation: Conversation
      readonly again: boolean
    }
  /** `no-such-file`: one of them is not the author's, of another conversation, attached already, or removed. */
  | { readonly outcome: 'absent' | 'no-member' | 'closed' | 'no-such-reply' | 'no-such-file' }

export interface MessagePage {
  /** Oldest first. */
  readonly messages: readonly ConversationMessage[]
  /** There are more in the direction that was asked for. */
  readonly hasMore: boolean
}

/** `after` and `before` are sequence numbers, neither of which is in the page; without them it is the newest one. */
export interface PageQuery {
  readonly after?: number
  readonly before?: number
  readonly limit: number
}

/** How far somebody has read, or been reached. */
export interface CursorMove {
  /** The last message that is covered now; null: nothing is covered that was not before. */
  readonly messageId: MessageId | null
  readonly from: number
  readonly to: number
  /** Who wrote what is newly covered, of the last 200 messages. */
  readonly authors: readonly UserId[]
}

/** The same of one among several people. */
export interface DeliveryMove extends CursorMove {
  readonly reader: { readonly user: UserId; readonly displayName: string | null }
}

/** What was flagged once stays so. */
export type MessageChange =
  | { readonly text: string; readonly flagged?: boolean; readonly mentions?: Mentions }
  | 'delete'

/** Messages of a conversation that mention somebody: which, and how many. */
export interface MentionQuery {
  readonly user: UserId
  /** A sequence number, which is not among them. */
  readonly after: number
  readonly limit: number
  /** Who mentions the person in vain. */
  readonly avoided: ReadonlySet<UserId>
}

/** What is said in conversations: a durable log each. */
export interface Messages {
  /**
   * Keeps a message and gives it the next sequence number, in one transaction that others share: resolved once it is durable.
   * Author and conversation are checked in it, so that nobody writes who has just been removed.
   */
  append(message: NewMessage): Promise<Appended>
  page(id: ConversationId, query: PageQuery): Promise<MessagePage>
  /** Messages that hold a text whatever its case, newest first, of so many of the newest. */
  search(
    id: ConversationId,
    text: string,
    bounds: { readonly messages: number; readonly found: number },
  ): Promise<readonly ConversationMessage[]>
  /**
   * What goes with a report, by sequence number: the last EVIDENCE_MESSAGES of the conversation, as many of each of `people` and
   * of what they were flagged for, and as many before and after each of `around`; with what was said before it was edited or
   * deleted.
   */
  evidence(
    id: ConversationId,
    query: { readonly people: readonly UserId[]; readonly around: readonly number[] },
  ): Promise<readonly EvidenceMessage[]>
  /** Messages that mention a person, or everybody, of others than themselves; oldest first. */
  mentioning(id: ConversationId, query: MentionQuery): Promise<readonly ConversationMessage[]>
  /** Whether a message was kept before, under its client-made id. */
  isKept(id: ConversationId, author: UserId, clientMessageId: string): Promise<boolean>
  byId(id: MessageId): Promise<ConversationMessage | undefined>
  /**
   * How far everybody but one person is; who hides how far they are counts as not having come anywhere.
   *
   * @param from - the first sequence number of which it matters, from 1: where somebody has come less far, they have come nowhere
   * @returns undefined: there is nobody else
   */
  reach(id: ConversationId, except: UserId, from: number): Promise<Reach | undefined>
  /**
   * Only its author's; what it said before is kept as evidence, its files are removed with it. New text takes being a member at that
   * moment.
   *
   * @returns undefined: no such message, not theirs, deleted, or they are no member
   */
  change(
    id: MessageId,
    author: UserId,
    change: MessageChange,
    now: Millis,
  ): Promise<ConversationMessage | undefined>
  /** Never backwards. @param upTo - null: to the end. @returns undefined: the person is no member */
  moveCursor(
    id: ConversationId,
    user: UserId,
    which: 'read' | 'delivered',
    upTo: number | null,
  ): Promise<CursorMove | undefined>
  /**
   * Several people were reached up to a sequence number each; never backwards, and in one statement.
   *
   * @returns who is reached further than before, without those who keep it to themselves
   */
  moveDelivered(id: ConversationId, reached: ReadonlyMap<UserId, number>): Promise<readonly DeliveryMove[]>
}
