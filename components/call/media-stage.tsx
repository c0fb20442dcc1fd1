'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'

import { AllowNote } from '@/components/call/allow-note'
import { CallControls } from '@/components/call/call-controls'
import { LineNote } from '@/components/call/line-note'
import { LineState } from '@/components/call/line-state'
import { PartnerSound } from '@/components/call/partner-sound'
import { useMediaKeys } from '@/components/call/use-media-keys'
import { useMedia, useMediaSession } from '@/components/call/use-media'
import { useOngoing } from '@/components/call/use-ongoing'
import { useSmallWindow } from '@/components/call/use-small-window'
import { VideoStage } from '@/components/call/video-stage'
import { VoiceStage } from '@/components/call/voice-stage'
import { MutedSpeech } from '@/components/call/muted-speech'
import { useChat } from '@/components/chat/chat-provider'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import type { MediaSession } from '@/lib/client/media-session/media-session'

/** Sound and picture of a session, and what one does with one's own. */
export function MediaStage({ onReport }: { onReport: () => void }) {
  const t = useTranslations('call')
  const session = useMediaSession()
  const isElsewhere = useMedia((data) => data.isElsewhere)
  if (!session)
    return (
      <section aria-label={t('label')} className="flex size-full flex-col gap-4 p-4">
        <p role="status" className="sr-only">
          {t('loading')}
        </p>
        <Skeleton className="flex-1" />
      </section>
    )
  if (isElsewhere) return <Elsewhere onTake={session.actions.takeHere} />
  return <Stage session={session} onReport={onReport} />
}

/** Another tab of this browser has them; the conversation is here as well. */
function Elsewhere({ onTake }: { onTake: () => void }) {
  const t = useTranslations('call')
  return (
    <section
      aria-label={t('label')}
      className="flex size-full flex-col items-center justify-center gap-4 p-4 text-center"
    >
      <p role="status">{t('elsewhere.title')}</p>
      <Button look="primary" onClick={onTake}>
        {t('elsewhere.take')}
      </Button>
    </section>
  )
}

function Stage({ session, onReport }: { session: MediaSession; onReport: () => void }) {
  const t = useTranslations('call')
  const isVideo = useChat(({ chat }) => chat.phase === 'chatting' && chat.chatType === 'video')
  const video = useRef<HTMLVideoElement>(null)
  useMediaKeys(isVideo)
  useOngoing()
  const [isCovered, setCovered] = useState(true)
  const toggleSmallWindow = useSmallWindow(video, isCovered)
  return (
    <section
      aria-label={t('label')}
      className="flex size-full min-h-0 flex-col items-center gap-2 overflow-y-auto p-2 @lg:gap-3 @lg:p-4"
    >
      <LineState />
      {isVideo ? <VideoStage video={video} onReport={onReport} onCovered={setCovered} /> : <VoiceStage />}
      <PartnerSound session={session} label={t('hear')} />
      <AllowNote />
      <LineNote />
      <MutedSpeech />
      <CallControls {...(isVideo && !isCovered && { onSmallWindow: toggleSmallWindow })} />
    </section>
  )
}
