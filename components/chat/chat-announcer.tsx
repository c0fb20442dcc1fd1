'use client'

import { useLocale, useTranslations } from 'next-intl'

import { useChat } from '@/components/chat/chat-provider'
import type { ChatData } from '@/lib/client/chat/chat-state'
import { endWords } from '@/lib/client/chat/end-words'

type Spoken = 'quiet' | 'reporting' | 'looking' | 'found' | 'typing' | 'gone' | 'kept' | 'slow' | 'ended'

/** Announces to screen readers, politely, what others see change. Seconds are not read out one by one. */
export function ChatAnnouncer() {
  const t = useTranslations('chat')
  const tReport = useTranslations('message.report')
  const spoken = useChat(toSpoken)
  const ended = useChat(({ chat }) => endWords(chat))
  const shared = useChat(({ chat }) => (chat.phase === 'chatting' ? chat.shared : undefined))
  const list = new Intl.ListFormat(useLocale())
  const inCommon = shared?.length ? t('log.shared', { interests: list.format(shared) }) : ''
  const words: Record<Spoken, string> = {
    quiet: '',
    reporting: tReport('title'),
    looking: t('announce.looking'),
    found: `${t('announce.found')} ${inCommon}`.trim(),
    typing: t('log.typing'),
    gone: t('notice.goneAnnounced'),
    kept: t('notice.keptAnnounced'),
    slow: t('notice.slowAnnounced'),
    ended: t(`ended.${ended}.title`),
  }
  return (
    <p role="status" className="sr-only">
      {words[spoken]}
    </p>
  )
}

function toSpoken({ chat }: ChatData): Spoken {
  if ('deed' in chat && chat.deed.report) return 'reporting'
  if (chat.phase === 'looking' || chat.phase === 'ended') return chat.phase
  if (chat.phase !== 'chatting') return 'quiet'
  if (chat.keptUntil !== undefined) return 'kept'
  if (chat.slowUntil !== undefined) return 'slow'
  if (chat.partner.kind === 'here') return chat.messages.length === 0 ? 'found' : 'quiet'
  return chat.partner.kind
}
