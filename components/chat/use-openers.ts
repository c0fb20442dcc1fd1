'use client'

import { useTranslations } from 'next-intl'

import { useChat, useChatActions } from '@/components/chat/chat-provider'
import { openersFor, questionsFor } from '@/lib/client/chat/compose/openers'

const NOTHING: readonly string[] = []

interface Openers {
  /** What one could say, different from one another. */
  readonly words: readonly string[]
  /** Writes one into the field, after what stands there, where it can be changed. */
  readonly choose: (words: string) => void
}

/**
 * Something to say in the running conversation, about what both like when there is something.
 *
 * @param moment - whether it has begun: a greeting then comes too late, and what was offered before is not offered again.
 */
export function useOpeners(moment: 'beginning' | 'later'): Openers {
  const t = useTranslations('chat.openers')
  const seed = useChat(({ chat }) => (chat.phase === 'chatting' ? `${chat.roomId} ${chat.partnerId}` : ''))
  const shared = useChat(({ chat }) => (chat.phase === 'chatting' && chat.shared) || NOTHING)
  const draft = useChat((data) => data.draft)
  const { type } = useChatActions()
  const offers = moment === 'beginning' ? openersFor : questionsFor
  return {
    words: offers(seed, shared).map((opener) =>
      opener.about === 'shared'
        ? t(`shared.${opener.key}`, { interest: opener.interest })
        : t(`anything.${opener.key}`),
    ),
    choose: (words) => {
      type(draft.trim() === '' ? words : `${draft.trimEnd()} ${words}`)
      document.querySelector<HTMLElement>('textarea:read-write')?.focus({ preventScroll: true })
    },
  }
}
