'use client'

import { useTranslations } from 'next-intl'

import { useChat } from '@/components/chat/chat-provider'
import { useOpeners } from '@/components/chat/use-openers'
import type { ChatData } from '@/lib/client/chat/chat-state'

/** A few ways to begin, until one of the two has. A tap writes one into the field, where it can be changed. */
export function Openers() {
  const t = useTranslations('chat.openers')
  const isNeeded = useChat(isBeforeTheFirstWord)
  const { words, choose } = useOpeners('beginning')
  if (!isNeeded) return null
  return (
    <ul
      aria-label={t('label')}
      className="reading-column flex shrink-0 animate-fade flex-wrap justify-center gap-2 px-4 pt-1 pb-3"
    >
      {words.map((opener) => (
        <li key={opener} className="max-w-full">
          <button
            type="button"
            dir="auto"
            onClick={() => choose(opener)}
            className="min-h-11 max-w-full rounded-full border border-line bg-surface px-4 py-2 text-small wrap-anywhere transition-colors hover:border-line-strong hover:bg-raised"
          >
            {opener}
          </button>
        </li>
      ))}
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
