'use client'

import { useTranslations } from 'next-intl'

import { useChat } from '@/components/chat/chat-provider'
import { StatusLine, type StatusSign } from '@/components/session/status-line'
import type { ChatData } from '@/lib/client/chat/chat-state'

type Status = 'here' | 'typing' | 'gone' | 'away' | 'over'

const signs: Record<Status, StatusSign> = {
  here: 'here',
  typing: 'active',
  gone: 'gone',
  away: 'away',
  over: 'over',
}

/** How the partner is. */
export function PartnerStatus() {
  const t = useTranslations('chat.bar')
  const status = useChat(toStatus)
  return <StatusLine sign={signs[status]}>{t(status)}</StatusLine>
}

function toStatus({ chat }: ChatData): Status {
  if (chat.phase !== 'chatting') return 'over'
  return chat.keptUntil === undefined ? chat.partner.kind : 'away'
}
