import type { Conversation, ListedConversation } from '@/lib/domain/conversations/conversation'
import type { ConversationMessage } from '@/lib/domain/conversations/message'
import type { UserId } from '@/lib/domain/ids'
import { lookUpTogether } from '../batched-lookup'
import type { PrismaClient } from '../generated/client'
import { createUnreadMentions } from './mentions'
import { messagesOf } from './page'
import { type ConversationRow, toConversation } from './rows'

/** People whose lists are read at once: whoever works together is in the same conversations. */
const AT_ONCE = 40

/**
 * A person's conversations with their last message; the cost grows with their number, not with what was written. Lists that are
 * asked for at the same time are read together, and a conversation of several of them once.
 */
export function createList(db: PrismaClient) {
  const ofUser = lookUpTogether<UserId, readonly Listed[]>((users) => listsOf(db, users), {
    atOnce: AT_ONCE,
    fillsUp: false,
  })
  const unreadMentionsOf = createUnreadMentions(db)
  return async (user: UserId, avoided: ReadonlySet<UserId>): Promise<readonly ListedConversation[]> => {
    const [list = [], mentions] = await Promise.all([ofUser(user), unreadMentionsOf(user, avoided)])
    return list.map((one) => ({ ...one, unreadMentions: mentions.get(one.id) ?? 0 }))
  }
}

/** Whose mentions count depends on whom the person avoids: they are asked for beside it. */
type Listed = Omit<ListedConversation, 'unreadMentions'>

interface Membership {
  readonly user: UserId
  readonly id: string
  readonly lastSeq: number
  readonly readSeq: number
  readonly ownAfterRead: number
}

/** What is the same for all members of a conversation. */
interface Shared {
  readonly conversation: Conversation
  readonly memberCount: number
  readonly lastMessage: ConversationMessage | null
}

async function listsOf(db: PrismaClient, users: readonly UserId[]) {
  // Where a conversation ends and how far a person has read are of one moment, or an own message would count as unread.
  const memberships = await db.$queryRaw<Membership[]>`
    SELECT m.user_id AS "user", c.id, c.last_seq AS "lastSeq", m.read_seq AS "readSeq", m.own_after_read AS "ownAfterRead"
    FROM members m JOIN conversations c ON c.id = m.conversation_id
    WHERE m.user_id = ANY(${[...users]}::text[]) AND c.deleted_at IS NULL AND c.closed_at IS NULL`
  const shared = await sharedOf(db, [...new Set(memberships.map(({ id }) => id))])
  const pairs = [...shared.values()].filter(({ conversation: { kind } }) => kind === 'direct')
  const partners = await partnersIn(
    db,
    pairs.map(({ conversation: { id } }) => id),
  )
  return new Map(
    [...Map.groupBy(memberships, ({ user }) => user)].map(([user, own]) => [
      user,
      own
        .flatMap((one) => listed(one, shared.get(one.id), partners.get(one.id)))
        .toSorted((a, b) => newestIn(b) - newestIn(a)),
    ]),
  )
}

function listed(
  { user, lastSeq, readSeq, ownAfterRead }: Membership,
  shared: Shared | undefined,
  people: readonly Partner[] = [],
): Listed[] {
  if (!shared) return [] // it was deleted meanwhile
  const { conversation, memberCount, lastMessage } = shared
  const other = people.find((one) => one.user !== user)
  return [
    {
      ...conversation,
      lastSeq,
      readSeq,
      unread: Math.max(0, lastSeq - readSeq - ownAfterRead),
      memberCount,
      lastMessage,
      other: other ? { user: other.user, displayName: other.displayName } : null,
    },
  ]
}

const newestIn = ({ lastMessage, createdAt }: Listed) => lastMessage?.at ?? createdAt

type SharedRow = ConversationRow & { readonly memberCount: number; readonly lastMessage: string | null }

/** By conversation. A nested `take` would read all that was ever written there. */
async function sharedOf(db: PrismaClient, ids: string[]): Promise<ReadonlyMap<string, Shared>> {
  const rows = await db.$queryRaw<SharedRow[]>`
    SELECT c.id, c.tenant_id AS "tenantId", c.kind, c.key, c.name, c.description, c.is_private AS "isPrivate",
      c.creator_id AS "creatorId", c.created_at AS "createdAt", c.closed_at AS "closedAt",
      c.member_count AS "memberCount", one.id AS "lastMessage"
    FROM conversations c LEFT JOIN messages one ON one.conversation_id = c.id AND one.seq = c.last_seq
    WHERE c.id = ANY(${ids}::text[]) AND c.deleted_at IS NULL`
  const messages = await messagesOf(
    db,
    rows.flatMap(({ lastMessage }) => lastMessage ?? []),
  )
  return new Map(
    rows.map(({ memberCount, lastMessage, ...row }) => [
      row.id,
      {
        conversation: toConversation(row),
        memberCount,
        lastMessage: messages.get(lastMessage ?? '') ?? null,
      },
    ]),
  )
}

interface Partner {
  readonly conversation: string
  readonly user: UserId
  readonly displayName: string | null
}

/** The two of pairs, by their conversation. */
async function partnersIn(db: PrismaClient, ids: string[]): Promise<ReadonlyMap<string, Partner[]>> {
  if (ids.length === 0) return new Map()
  const rows = await db.$queryRaw<Partner[]>`
    SELECT m.conversation_id AS conversation, u.id AS "user", u.display_name AS "displayName"
    FROM members m JOIN users u ON u.id = m.user_id WHERE m.conversation_id = ANY(${ids}::text[])`
  return Map.groupBy(rows, ({ conversation }) => conversation)
}
