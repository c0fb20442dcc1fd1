import type { ConversationMessage } from '@/lib/domain/conversations/message'

/** Whom a message mentions, as helpdesk, telehealth and omegoo write it. */
export const mentionsOf = ({ mentions: { people, everybody } }: Pick<ConversationMessage, 'mentions'>) => ({
  mentions: [...people],
  ...(everybody && { mentionsEveryone: true }),
})
