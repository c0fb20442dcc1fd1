'use client'

import { MessageCircleQuestion } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { useChat } from '@/components/chat/chat-provider'
import { useOpeners } from '@/components/chat/use-openers'
import { AsideSection } from '@/components/session/aside-section'

/** Something to ask when words run out; before the first word the ways to begin stand over the field instead. */
export function Questions() {
  const t = useTranslations('chat.aside')
  const hasBegun = useChat(({ chat }) => chat.phase === 'chatting' && chat.messages.length > 0)
  const { words, choose } = useOpeners('later')
  if (!hasBegun) return null
  return (
    <AsideSection title={t('questions')}>
      <ul className="-mx-3 flex flex-col">
        {words.map((question) => (
          <li key={question}>
            <button
              type="button"
              onClick={() => choose(question)}
              className="grid min-h-11 w-full grid-cols-[20px_minmax(0,1fr)] items-center gap-x-3 rounded-md px-3 py-2 text-start text-small wrap-anywhere transition-colors hover:bg-raised [&_svg]:size-5 [&_svg]:text-muted"
            >
              <MessageCircleQuestion aria-hidden />
              <span dir="auto">{question}</span>
            </button>
          </li>
        ))}
      </ul>
    </AsideSection>
  )
}
