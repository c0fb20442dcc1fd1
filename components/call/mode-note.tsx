'use client'

import { useTranslations } from 'next-intl'

import { useChat, useChatActions } from '@/components/chat/chat-provider'
import { Button } from '@/components/ui/button'
import { useSecondsLeft } from '@/lib/client/browser/use-seconds-left'

/** One of the two wants another kind of session: what is asked, by whom, and the answer. */
export function ModeNote() {
  const t = useTranslations('call.mode')
  const wish = useChat(({ chat }) => (chat.phase === 'chatting' ? chat.modeWish : undefined))
  const { answerMode, withdrawMode } = useChatActions()
  const seconds = useSecondsLeft(wish && 'until' in wish ? wish.until : undefined)
  if (!wish) return null
  return (
    <div className="mx-2 mb-2 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-line bg-raised px-4 py-3 text-small @lg:mx-4">
      <p className="min-w-40 flex-1">
        {wish.kind === 'asked' && t(`asked.${wish.chatType}`)} {/* Shown, and not read out one by one. */}
        {wish.kind === 'asked' && <span aria-hidden>{t('seconds', { seconds })}</span>}
        {wish.kind === 'wanted' && t(`wanted.${wish.chatType}`)}
        {wish.kind === 'declined' && t(`declined.${wish.reason}`)}
      </p>
      {wish.kind === 'asked' && <Button onClick={withdrawMode}>{t('withdraw')}</Button>}
      {wish.kind === 'wanted' && (
        <div className="flex gap-2">
          <Button onClick={() => answerMode(false)}>{t('decline')}</Button>
          <Button look="primary" onClick={() => answerMode(true)}>
            {t('accept')}
          </Button>
        </div>
      )}
    </div>
  )
}
