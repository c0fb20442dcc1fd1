'use client'

import { clsx } from 'clsx'
import { Hash, Lock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { memo } from 'react'

import { useIsBlocked } from '@/components/messages/use-is-blocked'
import { PresenceDot } from '@/components/messages/presence-dot'
import { addressOf, useConversationTitle } from '@/components/messages/use-conversation-title'
import { useListTime } from '@/components/messages/use-list-time'
import { Avatar } from '@/components/ui/avatar'
import type { Listed } from '@/lib/client/conversations/wire'

interface ConversationRowProps {
  listed: Listed
  /** Whose list it is. */
  account: string
  isCurrent: boolean
}

/** One conversation of the list: who or what, the last line, when, and what is unread. */
export const ConversationRow = memo(function ConversationRow({
  listed,
  account,
  isCurrent,
}: ConversationRowProps) {
  const t = useTranslations('conversations.list')
  const title = useConversationTitle()(listed)
  const time = useListTime()
  const { unread, unreadMentions, lastMessage, other } = listed
  return (
    <li>
      <Link
        href={addressOf(listed)}
        aria-current={isCurrent ? 'page' : undefined}
        className={clsx(
          'flex min-h-16 items-center gap-3 rounded-md px-3 py-2 -outline-offset-2 hover:bg-raised',
          isCurrent && 'bg-raised forced-colors:border-2',
        )}
      >
        <Sign listed={listed} title={title} />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <span className={clsx('min-w-0 flex-1 truncate', unread > 0 ? 'font-[620]' : 'font-[560]')}>
              <bdi>{title}</bdi>
            </span>
            {lastMessage && (
              <time
                dateTime={lastMessage.timestamp}
                suppressHydrationWarning
                className="shrink-0 text-caption text-muted tabular-nums"
              >
                {time(Date.parse(lastMessage.timestamp))}
              </time>
            )}
          </span>
          <span className="flex items-center gap-2">
            <LastLine listed={listed} account={account} />
            {unreadMentions > 0 && (
              <span className="min-w-6 shrink-0 rounded-full border border-accent-ink px-1 text-center text-caption font-[620] text-accent-ink tabular-nums">
                <span aria-hidden>@{unreadMentions > 99 ? '99+' : unreadMentions}</span>
                <span className="sr-only">{t('mentions', { count: unreadMentions })}</span>
              </span>
            )}
            {unread > 0 && (
              <span className="min-w-6 shrink-0 rounded-full bg-accent px-2 text-center text-caption font-[620] text-on-accent tabular-nums forced-colors:border">
                <span aria-hidden>{unread > 99 ? '99+' : unread}</span>
                <span className="sr-only">{t('unread', { count: unread })}</span>
              </span>
            )}
          </span>
          {other?.customStatus && (
            <span className="block truncate text-caption text-muted">
              <bdi>{other.customStatus}</bdi>
            </span>
          )}
        </span>
      </Link>
    </li>
  )
})

function Sign({ listed: { kind, isPrivate, other }, title }: { listed: Listed; title: string }) {
  const t = useTranslations('conversations.list')
  if (kind === 'direct')
    return (
      <span className="relative">
        <Avatar name={title} />
        <PresenceDot
          status={other?.status ?? 'offline'}
          className="absolute! -end-px -bottom-px ring-2 ring-surface"
        />
      </span>
    )
  return (
    <span className="inline-flex size-9 shrink-0 items-center justify-center rounded-md bg-raised text-muted [&_svg]:size-5">
      {isPrivate ? <Lock aria-hidden /> : <Hash aria-hidden />}
      {isPrivate && <span className="sr-only">{t('private')}</span>}
    </span>
  )
}

function LastLine({ listed: { kind, lastMessage }, account }: { listed: Listed; account: string }) {
  const t = useTranslations('conversations')
  const isCovered = useIsBlocked(lastMessage?.senderId) && kind !== 'direct'
  return (
    <span className="min-w-0 flex-1 truncate text-small text-muted">
      <bdi>{isCovered ? t('blocked.message') : lastMessage ? words(lastMessage) : t('list.nothing')}</bdi>
    </span>
  )

  function words({ senderId, senderName, message, messageType }: NonNullable<Listed['lastMessage']>): string {
    const shown = message === '' ? (messageType === 'text' ? t('deleted') : t('list.file')) : message
    const text = shown.replaceAll(/\s+/g, ' ')
    if (senderId === account) return t('list.own', { text })
    return kind === 'direct' ? text : t('list.by', { name: senderName, text })
  }
}
