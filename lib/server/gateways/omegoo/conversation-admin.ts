import type { conversationAdminRest as rows } from '@/lib/contracts/omegoo/conversation-admin-rest'
import type { omegoo } from '@/lib/contracts/omegoo/contract'
import { ROLES } from '@/lib/domain/accounts'
import type { AdministeredConversation, AdministeredKind } from '@/lib/domain/conversations/administered'
import { GENERAL_KEY } from '@/lib/domain/conversations/conversation'
import { type GatewayRest, ok } from '../kit'
import { isoTime } from '../iso-time'
import { auditEntry, isoOrNull } from './admin-forms'

/** omegoo's endpoints of channels and visits for administrators, one service call each. */
export const conversationAdminRest: Pick<GatewayRest<typeof omegoo>, keyof typeof rows> = {
  adminConversations: async ({ query: { before, ...query } }, { actor, services }) => {
    const since = before === undefined ? undefined : Date.parse(before)
    const page = await services.conversationAdministration.page(actor, { ...query, before: since })
    return ok({ conversations: page.conversations.map(conversationOf), hasMore: page.hasMore })
  },

  adminConversation: async ({ params }, { actor, services }) => {
    const { conversation, audit } = await services.conversationAdministration.find(actor, params.id)
    return ok({ ...conversationOf(conversation), audit: audit.map(auditEntry) })
  },

  adminConversationMembers: async ({ params, query }, { actor, services }) => {
    const { members, hasMore } = await services.conversationAdministration.members(actor, params.id, query)
    return ok({
      members: members.map(({ user, displayName, role, joinedAt, mayWrite, mayManage }) => ({
        userId: user,
        displayName,
        role: ROLES.find((one) => one === role) ?? 'user',
        joinedAt: isoTime(joinedAt),
        mayWrite,
        mayManage,
      })),
      hasMore,
    })
  },
}

function conversationOf(one: AdministeredConversation) {
  const { id, key, kind, name, description, isPrivate, createdAt, maker, memberCount, messages, visit } = one
  return {
    conversationId: id,
    kind: kind as AdministeredKind,
    name,
    description,
    isPrivate,
    isGeneral: key === GENERAL_KEY,
    createdAt: isoTime(createdAt),
    maker: maker && { userId: maker.user, displayName: maker.displayName },
    memberCount,
    messages,
    lastMessageAt: isoOrNull(one.lastMessageAt),
    days: [...one.days],
    visit: visit && {
      visitId: visit.id,
      scheduledAt: isoOrNull(visit.scheduledAt),
      endedAt: isoOrNull(visit.endedAt),
      invited: visit.invited,
      waiting: visit.waiting,
    },
  }
}
