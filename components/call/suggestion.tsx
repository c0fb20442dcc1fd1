'use client'

import { useTranslations } from 'next-intl'

import { useChat, useChatActions } from '@/components/chat/chat-provider'
import { Button } from '@/components/ui/button'

/** One's line cannot carry a picture: what it can carry is offered instead. */
export function Suggestion() {
  const t = useTranslations('call.suggest')
  const suggest = useChat(({ chat }) => (chat.phase === 'looking' ? chat.suggest : undefined))
  const { wishFor } = useChatActions()
  if (!suggest?.length) return null
  return (
    <section
      aria-labelledby="suggestion"
      className="flex flex-wrap items-center gap-2 rounded-lg border border-line bg-surface p-4"
    >
      <h2 id="suggestion" className="min-w-48 flex-1 text-small font-[560]">
        {t('text')}
      </h2>
      {suggest.includes('audio') && <Button onClick={() => wishFor('audio')}>{t('audio')}</Button>}
      {suggest.includes('text') && <Button onClick={() => wishFor('text')}>{t('write')}</Button>}
    </section>
  )
}
