'use client'

import { useTranslations } from 'next-intl'

import { useUtcMoment } from '@/components/admin/moment'
import type { ConversationRow } from '@/lib/client/admin/conversations/conversation-rest'

/** What a channel or a visit is called. @returns what makes words of one */
export function useConversationName(): (
  of: Pick<ConversationRow, 'kind' | 'name' | 'createdAt' | 'visit'>,
) => string {
  const t = useTranslations('admin.conversations')
  const moment = useUtcMoment()
  return ({ kind, name, createdAt, visit }) =>
    kind === 'channel' ? (name ?? '') : t('visitOf', { time: moment(visit?.scheduledAt ?? createdAt) })
}

/** How a visit stands, or who finds a channel. */
export function useConversationState(): (of: Pick<ConversationRow, 'isPrivate' | 'visit'>) => string {
  const t = useTranslations('admin.conversations.state')
  return ({ isPrivate, visit }) => {
    if (!visit) return t(isPrivate ? 'private' : 'public')
    return visit.endedAt === null ? t('open', { count: visit.waiting }) : t('over')
  }
}
