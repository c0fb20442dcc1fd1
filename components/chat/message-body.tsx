'use client'

import { useTranslations } from 'next-intl'

import { MessageText } from '@/components/chat/message-text'
import { messagePicture } from '@/lib/client/chat/log/message-picture'
import type { ChatMessage } from '@/lib/client/chat/chat-state'

/** What a message holds, uncovered. */
export function MessageBody({ message: { type, content, mine } }: { message: ChatMessage }) {
  const t = useTranslations('message.picture')
  if (type === 'text') return <MessageText text={content} />
  if (type === 'audio') return <p className="italic">{t('sound')}</p>
  const source = messagePicture(content)
  if (source === undefined) return <p className="italic">{t('broken')}</p>
  // No image service may see it, and it has no address of its own.
  return <img src={source} alt={t(mine ? 'mine' : 'theirs')} className="my-1 max-h-80 rounded-md" />
}
