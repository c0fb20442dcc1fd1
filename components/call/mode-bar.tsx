'use client'

import { Mic, Video } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { useChat, useChatActions } from '@/components/chat/chat-provider'
import { StayInTouchButton } from '@/components/chat/stay-in-touch'
import { Button } from '@/components/ui/button'

/** From writing to more: asks the partner, whom one keeps in any case; and finding them again. */
export function ModeBar() {
  const t = useTranslations('call.mode')
  const isBusy = useChat(({ chat }) => chat.phase === 'chatting' && chat.modeWish?.kind === 'asked')
  const { requestMode } = useChatActions()
  return (
    <div
      role="group"
      aria-label={t('label')}
      className="flex min-h-12 shrink-0 justify-end gap-1 px-2 pt-1 @lg:px-4"
    >
      <StayInTouchButton />
      {!isBusy && (
        <>
          <Button look="quiet" onClick={() => requestMode('audio')}>
            <Mic aria-hidden />
            {t('toAudio')}
          </Button>
          <Button look="quiet" onClick={() => requestMode('video')}>
            <Video aria-hidden />
            {t('toVideo')}
          </Button>
        </>
      )}
    </div>
  )
}
