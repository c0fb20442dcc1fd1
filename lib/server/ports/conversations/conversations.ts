import type { Conversation, ListedConversation, Member } from '@/lib/domain/conversations/conversation'
import type { ConversationName } from '@/lib/domain/conversations/names'
import type { ConversationId, Millis, TenantId, UserId } from '@/lib/domain/ids'
import type { AuditEntry } from '../moderation/moderation'

/** A conversation as one person stands to it. */
export interface FoundConversation {
  readonly conversation: Conversation
  readonly lastSeq: number
  readonly memberCount: number
  /** Null: the person is no member. */
  readonly membership: Pick<Member, 'joinedAt' | 'readSeq' | 'deliveredSeq'> | null
}

/** What may be changed of a channel. */
export interface ConversationChanges {
  readonly name?: string
  readonly description?: string | null
  /** Only members find it. */
  readonly isPrivate?: boolean
}

export interface ConversationPosition {
  readonly id: ConversationId
  /** Of the newest message; 0 without any. */
  readonly lastSeq: number
}

/** Conversations and who is in them. One that is deleted is found by nobody. */
export interface Conversations {
  find(id: ConversationId, user: UserId): Promise<FoundConversation | undefined>
  findByKey(tenant: TenantId, key: string, user: UserId): Promise<FoundConversation | undefined>
  /** Without how anybody stands to it. */
  named(tenant: TenantId, name: ConversationName): Promise<Conversation | undefined>
  /**
   * Makes a conversation with its first members, of whom those that are not of its tenant are left out.
   *
   * @param ofKind - conversations of its kind that each of its first members may be in then; also when several are made at once
   * @returns `exists` when its key is taken, `too-many` when its creator has made `max` that exist, or by `ofKind`
   */
  create(
    conversation: Conversation,
    members: readonly UserId[],
    max: number,
    ofKind?: number,
  ): Promise<'created' | 'exists' | 'too-many'>
  /**
   * @param bounds - `ofKind`: conversations of its kind that a person may be in; also when they join several at once
   * @returns who became a member now: without people of other tenants, who is one already, and whom there is no room for
   */
  addMembers(
    id: ConversationId,
    users: readonly UserId[],
    now: Millis,
    bounds: { readonly members: number; readonly ofPerson: number; readonly ofKind?: number },
  ): Promise<readonly UserId[]>
  /** @param audit - of each who was removed, in the same transaction. @returns who was a member until now */
  removeMembers(
    id: ConversationId,
    users: readonly UserId[],
    audit?: (user: UserId) => AuditEntry,
  ): Promise<readonly UserId[]>
  /** @param audit - in the same transaction. @returns false: there is no such conversation */
  change(id: ConversationId, changes: ConversationChanges, audit?: AuditEntry): Promise<boolean>
  /** It is found by nobody from now on. @param audit - in the same transaction. @returns false: there was none */
  remove(id: ConversationId, now: Millis, audit?: AuditEntry): Promise<boolean>
  /**
   * The person's conversations that are open, those with the newest message first.
   *
   * @param avoided - who mentions the person in vain
   */
  ofUser(user: UserId, avoided: ReadonlySet<UserId>): Promise<readonly ListedConversation[]>
  /** The person's conversations that are open, and how far each of them goes. */
  positionsOf(user: UserId): Promise<readonly ConversationPosition[]>
  /** Channels of a tenant that are open to everybody, by name. */
  openChannels(tenant: TenantId, limit: number): Promise<readonly FoundConversation['conversation'][]>
  /** In the order in which they joined, after a person of the last page. */
  members(id: ConversationId, page: { after?: UserId; limit: number }): Promise<readonly Member[]>
  /**
   * Of these people, those of the tenant whom the person may know: without those whom they met in a random session alone.
   *
   * @param partner - of the session that the person is in; null: they are in none
   */
  knownAmong(
    person: { readonly user: UserId; readonly tenantId: TenantId; readonly partner: UserId | null },
    others: readonly UserId[],
  ): Promise<ReadonlySet<UserId>>
  /** People who share a conversation with the person, so many at most. */
  peopleAround(user: UserId, limit: number): Promise<readonly UserId[]>
  /** Whether two people have a conversation in common. */
  share(one: UserId, other: UserId): Promise<boolean>
}
