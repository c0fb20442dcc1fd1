'use client'

import { useTranslations } from 'next-intl'

import { useChat, useChatActions } from '@/components/chat/chat-provider'
import { type Opener, openersFor } from '@/lib/client/chat/compose/openers'
import type { ChatData } from '@/lib/client/chat/chat-state'

const NOTHING: readonly string[] = []

/** A few ways to begin, until one of the two has. A tap writes one into the field, where it can be changed. */
export function Openers() {
  const t = useTranslations('chat.openers')
  const isNeeded = useChat(isBeforeTheFirstWord)
  const seed = useChat(({ chat }) => (chat.phase === 'chatting' ? `${chat.roomId} ${chat.partnerId}` : ''))
  const shared = useChat(({ chat }) => (chat.phase === 'chatting' && chat.shared) || NOTHING)
  const { type } = useChatActions()
  if (!isNeeded) return null

  const wordsOf = (opener: Opener) =>
    opener.about === 'shared'
      ? t(`shared.${opener.key}`, { interest: opener.interest })
      : t(`anything.${opener.key}`)
  const handleChoose = (words: string) => {
    type(words)
    document.querySelector<HTMLElement>('textarea:read-write')?.focus({ preventScroll: true })
  }
  return (
    <ul
      aria-label={t('label')}
      className="flex shrink-0 animate-fade flex-wrap justify-center gap-2 px-4 pt-1 pb-3"
    >
      {openersFor(seed, shared).map((opener) => {
        const words = wordsOf(opener)
        return (
          <li key={opener.key} className="max-w-full">
            <button
              type="button"
              dir="auto"
              onClick={() => handleChoose(words)}
              className="min-h-11 max-w-full rounded-full border border-line bg-surface px-4 py-2 text-small wrap-anywhere transition-colors hover:border-line-strong hover:bg-raised"
            >
              {words}
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function isBeforeTheFirstWord({ chat, draft }: ChatData): boolean {
  return (
    chat.phase === 'chatting' &&
    chat.messages.length === 0 &&
    chat.partner.kind !== 'gone' &&
    chat.keptUntil === undefined &&
    draft === ''
  )
}
