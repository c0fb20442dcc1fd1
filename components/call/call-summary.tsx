'use client'

import { useTranslations } from 'next-intl'

import { useMedia } from '@/components/call/use-media'
import { useChat } from '@/components/chat/chat-provider'
import { timeOf } from '@/lib/client/browser/use-elapsed'

/** After a session with sound: how long it was, and how the line was if that is worth a word. */
export function CallSummary() {
  const t = useTranslations('call.ended')
  const ended = useChat(({ chat }) => (chat.phase === 'ended' && chat.chatType !== 'text' ? chat : undefined))
  const worst = useMedia((data) => data.summary?.worst)
  if (!ended) return null
  return (
    <p className="text-small text-muted">
      {t('lasted', { time: timeOf(ended.endedAt - ended.since) })}{' '}
      {(worst === 'poor' || worst === 'bad') && t(worst)}
    </p>
  )
}
