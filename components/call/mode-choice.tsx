'use client'

import { AudioLines, MessageSquareText, Video } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Control } from '@/components/call/control'
import { useChat, useChatActions } from '@/components/chat/chat-provider'
import type { ChatType } from '@/lib/domain/sessions'

const SIGNS = { text: MessageSquareText, audio: AudioLines, video: Video } as const
const WORDS = { text: 'toText', audio: 'toAudio', video: 'toVideo' } as const
const KINDS: readonly ChatType[] = ['text', 'audio', 'video']

/** The other kinds that this session can be: more is asked of the partner, less is done at once. */
export function ModeChoice() {
  const t = useTranslations('call.mode')
  const chatType = useChat(({ chat }) => (chat.phase === 'chatting' ? chat.chatType : undefined))
  const isBusy = useChat(({ chat }) => chat.phase === 'chatting' && chat.modeWish?.kind === 'asked')
  const { requestMode } = useChatActions()
  if (chatType === undefined || isBusy) return null
  return KINDS.filter((kind) => kind !== chatType).map((kind) => {
    const Sign = SIGNS[kind]
    return (
      <Control
        key={kind}
        icon={<Sign aria-hidden />}
        label={t(WORDS[kind])}
        onClick={() => requestMode(kind)}
      />
    )
  })
}
