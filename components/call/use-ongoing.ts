'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useEffect } from 'react'

import { useMediaSession } from '@/components/call/use-media'
import { useChat, useChatActions } from '@/components/chat/chat-provider'
import { pageOf } from '@/lib/client/chat/page-of'
import { sessionOf } from '@/lib/client/chat/send-message'
import { browserCallNotification } from '@/lib/client/ongoing-media/call-notification'
import { browserMediaSession } from '@/lib/client/ongoing-media/media-session'
import { browserWakeLock } from '@/lib/client/ongoing-media/wake-lock'

/** What the device does for a session with sound: the screen stays on, its media keys work, a notification leads back. */
export function useOngoing(): void {
  const t = useTranslations('call')
  const chat = useTranslations('chat.bar')
  const lang = useLocale()
  const session = useMediaSession()
  const { leave } = useChatActions()
  const roomId = useChat(({ chat: now }) => (now.phase === 'chatting' ? now.roomId : undefined))
  const isVideo = useChat(({ chat: now }) => now.phase === 'chatting' && now.chatType === 'video')

  useEffect(() => {
    if (!session || roomId === undefined) return
    const { state, actions } = session
    const lock = browserWakeLock()
    void lock.hold()
    const keys = browserMediaSession(t('ongoing.title'), 'Omegoo', {
      setMuted: actions.mute,
      setCameraOn: (isOn) => void actions.turnCamera(!isOn),
      hangUp: leave,
    })
    const stateOf = () => {
      const { isMuted, isCameraOff } = state.getState()
      return { isMuted, ...(isVideo && { isCameraOn: !isCameraOff }) }
    }
    keys.start(stateOf())
    const notification = browserCallNotification({
      session: { sessionId: sessionOf(roomId), path: pageOf(isVideo ? 'video' : 'audio') },
      onAction: (action) => (action === 'leave' ? leave() : actions.mute(!state.getState().isMuted)),
    })
    const words = () => ({
      title: t('ongoing.title'),
      body: t('ongoing.body'),
      lang,
      mute: state.getState().isMuted ? t('unmute') : t('mute'),
      leave: chat('leave'),
    })
    void notification.show(words())
    const end = state.subscribe((now, before) => {
      if (now.isMuted === before.isMuted && now.isCameraOff === before.isCameraOff) return
      keys.update(stateOf())
      void notification.show(words())
    })
    return () => {
      end()
      keys.end()
      void lock.release()
      void notification.end()
    }
  }, [session, roomId, isVideo, leave, lang, t, chat])
}
