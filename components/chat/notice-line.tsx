'use client'

import { CircleDashed, Hourglass, MessageCircleWarning, WifiOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { useChat, useChatActions } from '@/components/chat/chat-provider'
import { Button } from '@/components/ui/button'
import { useSecondsLeft } from '@/lib/client/browser/use-seconds-left'

/** The one thing worth knowing right now, above the composer; the most pressing first. */
export function NoticeLine() {
  const t = useTranslations('chat.notice')
  const { noted } = useChatActions()
  const keptUntil = useChat(({ chat }) => (chat.phase === 'chatting' ? chat.keptUntil : undefined))
  const slowUntil = useChat(({ chat }) => (chat.phase === 'chatting' ? chat.slowUntil : undefined))
  const warned = useChat(({ chat }) => chat.phase === 'chatting' && chat.warned)
  const goneUntil = useChat(({ chat }) =>
    chat.phase === 'chatting' && chat.partner.kind === 'gone' ? chat.partner.until : undefined,
  )
  const keptSeconds = useSecondsLeft(keptUntil)
  const slowSeconds = useSecondsLeft(slowUntil)
  const goneSeconds = useSecondsLeft(goneUntil)

  if (keptUntil !== undefined) {
    return (
      <Line icon={<WifiOff />}>{keptSeconds > 0 ? t('kept', { seconds: keptSeconds }) : t('overdue')}</Line>
    )
  }
  if (slowSeconds > 0) return <Line icon={<Hourglass />}>{t('slow', { seconds: slowSeconds })}</Line>
  if (warned) {
    return (
      <Line icon={<MessageCircleWarning />} action={<Button onClick={noted}>{t('noted')}</Button>}>
        {t('warned')}
      </Line>
    )
  }
  if (goneUntil !== undefined)
    return <Line icon={<CircleDashed />}>{t('gone', { seconds: goneSeconds })}</Line>
  return null
}

function Line({ icon, action, children }: { icon: ReactNode; action?: ReactNode; children: ReactNode }) {
  return (
    <div className="shrink-0 animate-fade border-t border-line bg-raised px-4">
      <div className="reading-column flex items-center gap-3 py-2 text-small tabular-nums [&>svg]:size-5 [&>svg]:shrink-0">
        {icon}
        <p className="flex-1">{children}</p>
        {action}
      </div>
    </div>
  )
}
