import { useTranslations } from 'next-intl'

import type { Listed } from '@/lib/client/conversations/wire'
import { visitNamed } from '@/lib/domain/visits/visit'

/** What a conversation is called: a channel by its name, a pair by the other one's, a visit by what it is. */
export function useConversationTitle(): (listed: Pick<Listed, 'kind' | 'name' | 'other'>) => string {
  const t = useTranslations('conversations')
  return ({ kind, name, other }) => {
    if (kind === 'direct') return other?.displayName ?? t('gone')
    return name ?? t(kind === 'visit' ? 'visit' : 'title')
  }
}

/** Where its screen is. */
export function addressOf({
  kind,
  conversationId,
  roomId,
}: Pick<Listed, 'kind' | 'conversationId' | 'roomId'>): string {
  const visitId = kind === 'visit' ? visitNamed(roomId) : undefined
  if (visitId !== undefined) return `/visits/${encodeURIComponent(visitId)}`
  return `/${kind === 'channel' ? 'channels' : 'messages'}/${encodeURIComponent(conversationId)}`
}
