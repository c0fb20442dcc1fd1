import type { Actor, Role } from '@/lib/domain/accounts'
import {
  type AdministeredConversation,
  type AdministeredKind,
  SHOWN_DAYS,
} from '@/lib/domain/conversations/administered'
import type { Member } from '@/lib/domain/conversations/conversation'
import { judgeAct } from '@/lib/domain/conversations/policy'
import { addDays, type Day, dayOf } from '@/lib/domain/days'
import { DomainError } from '@/lib/domain/errors'
import type { ConversationId, Millis, UserId } from '@/lib/domain/ids'
import { authorize } from '@/lib/domain/permissions'
import type {
  ConversationOverview,
  OverviewQuery,
} from '@/lib/server/ports/conversations/conversation-overview'
import type { Conversations } from '@/lib/server/ports/conversations/conversations'
import type { Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly conversationOverview: ConversationOverview
  readonly conversations: Pick<Conversations, 'members'>
  readonly clock: Clock
}

/** A member, and what they may do there. */
export interface JudgedMember extends Member {
  readonly mayWrite: boolean
  readonly mayManage: boolean
}

/** Channels and visits of a tenant for who manages all of them. What is written in them is not shown: managing is not reading. */
export function createConversationAdministration({ conversationOverview, conversations, clock }: Deps) {
  async function find(actor: Actor, id: ConversationId) {
    authorize(actor, 'chat.manage_channels')
    const found = await conversationOverview.find(actor.tenantId, id, firstOf(SHOWN_DAYS.one, clock.now()))
    if (!found) throw new DomainError('CONVERSATION_NOT_FOUND')
    return found
  }

  return {
    /** Newest first, with whether there is more. @throws FORBIDDEN */
    async page(
      actor: Actor,
      query: Omit<OverviewQuery, 'since'> & { readonly kind: AdministeredKind },
    ): Promise<{ readonly conversations: readonly AdministeredConversation[]; readonly hasMore: boolean }> {
      authorize(actor, 'chat.manage_channels')
      const since = firstOf(SHOWN_DAYS.list, clock.now())
      const wanted = { ...query, limit: query.limit + 1, since }
      const rows = await conversationOverview.page(actor.tenantId, wanted)
      return { conversations: rows.slice(0, query.limit), hasMore: rows.length > query.limit }
    },

    /** One, with what was done about it. @throws FORBIDDEN, CONVERSATION_NOT_FOUND */
    find,

    /** Those who joined first first, with whether there are more. @throws FORBIDDEN, CONVERSATION_NOT_FOUND */
    async members(
      actor: Actor,
      id: ConversationId,
      { after, limit }: { readonly after?: UserId | undefined; readonly limit: number },
    ): Promise<{ readonly members: readonly JudgedMember[]; readonly hasMore: boolean }> {
      const { conversation } = await find(actor, id)
      const page = { limit: limit + 1, ...(after === undefined ? {} : { after }) }
      const rows = await conversations.members(conversation.id, page)
      const members = rows.slice(0, limit).map((member) => judged(member, conversation))
      return { members, hasMore: rows.length > limit }
    },
  }
}

const firstOf = (days: number, now: Millis): Day => addDays(dayOf(now), 1 - days)

function judged(member: Member, { maker, ...conversation }: AdministeredConversation): JudgedMember {
  const asker = { userId: member.user, tenantId: conversation.tenantId, role: member.role as Role }
  const about = { ...conversation, creator: maker?.user ?? null }
  const isOpen = conversation.closedAt === undefined
  return {
    ...member,
    mayWrite: isOpen && judgeAct(asker, about, true, 'write') === 'allowed',
    mayManage: judgeAct(asker, about, true, 'manage') === 'allowed',
  }
}
