import { useTranslations } from 'next-intl'

import type { Listed } from '@/lib/client/conversations/wire'

/** What a conversation is called: a channel by its name, a pair by the other one's. */
export function useConversationTitle(): (listed: Pick<Listed, 'kind' | 'name' | 'other'>) => string {
  const t = useTranslations('conversations')
  return ({ kind, name, other }) => {
    if (kind === 'direct') return other?.displayName ?? t('gone')
    return name ?? t('title')
  }
}

/** Where its screen is. */
export const addressOf = ({ kind, conversationId }: Pick<Listed, 'kind' | 'conversationId'>): string =>
  `/${kind === 'channel' ? 'channels' : 'messages'}/${encodeURIComponent(conversationId)}`
