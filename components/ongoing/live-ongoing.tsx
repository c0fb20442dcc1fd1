'use client'

import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

import { CallBackAgent } from '@/components/chat/call-back-agent'
import { OngoingLine, type OngoingState } from '@/components/ongoing/ongoing-line'
import type { AppParts } from '@/lib/client/app/app-parts'
import { useSecondsLeft } from '@/lib/client/browser/use-seconds-left'
import type { Chat } from '@/lib/client/chat/chat-state'
import { pageOf } from '@/lib/client/chat/page-of'
import type { MediaSession } from '@/lib/client/media-session/media-session'
import { type MediaData, NO_MEDIA } from '@/lib/client/media-session/media-state'
import { unreadIn } from '@/lib/client/chat/reading'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

const PartnerSound = dynamic(
  untilLoaded(() => import('@/components/call/partner-sound').then((module) => module.PartnerSound)),
  { ssr: false },
)

/** The line as the app's chat knows it, and the call back for people who look at something else altogether. */
export function LiveOngoing({ parts }: { parts: AppParts }) {
  const t = useTranslations('ongoing')
  const { state, actions } = parts.chat
  const media = useStore(parts.media.store, ({ session }) => session)
  const chat = useStore(state, (data) => data.chat)
  const unread = useStore(state, unreadIn)
  const isMuted = useIsMuted(media)
  const isReporting = 'deed' in chat && chat.deed.report !== undefined
  const secondsLeft = useSecondsLeft(deadlineOf(chat))
  const shown = toState(chat, secondsLeft, unread)
  return (
    <>
      <CallBackAgent chat={state} />
      {media && !isReporting && <PartnerSound session={media} label={t('hear')} />}
      {shown && (
        <OngoingLine
          state={shown}
          href={pageOf('chatType' in chat ? chat.chatType : 'text')}
          {...(media &&
            isMuted !== undefined &&
            shown.kind !== 'ended' && { microphone: { isMuted, onMute: media.actions.mute } })}
          {...(shown.kind === 'ended' && { onDismiss: actions.rest })}
        />
      )}
    </>
  )
}

const noMedia = createStore<MediaData>(() => NO_MEDIA)

/** Undefined without an open microphone. */
function useIsMuted(media: MediaSession | undefined): boolean | undefined {
  return useStore(media?.state ?? noMedia, ({ tracks, isMuted }) => (tracks.audio ? isMuted : undefined))
}

/** Until when one of the two may come back. */
function deadlineOf(chat: Chat): number | undefined {
  if (chat.phase !== 'chatting') return undefined
  return chat.keptUntil ?? (chat.partner.kind === 'gone' ? chat.partner.until : undefined)
}

function toState(chat: Chat, secondsLeft: number, unread: number): OngoingState | undefined {
  switch (chat.phase) {
    case 'opening':
      return { kind: 'here' }
    case 'chatting':
      if (chat.keptUntil !== undefined) return { kind: 'kept', secondsLeft, unread }
      return chat.partner.kind === 'gone' ? { kind: 'gone', secondsLeft, unread } : { kind: 'here', unread }
    case 'ended':
      return { kind: 'ended' }
    case 'idle':
    case 'looking':
      return undefined
  }
}
