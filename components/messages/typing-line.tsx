'use client'

import { useLocale, useTranslations } from 'next-intl'

import { useMemberNames } from '@/components/messages/use-member-names'
import { useOpenThread, useThread } from '@/components/messages/thread-context'

/** Whom the line names; the rest are counted. */
const NAMED = 2

/** Who is typing. It keeps its room, so that nothing moves when somebody begins. */
export function TypingLine() {
  const t = useTranslations('conversations.thread')
  const { listed, names: given } = useOpenThread()
  const typing = useThread((data) => data.typing)
  const messages = useThread(({ window }) => window.messages)
  const list = new Intl.ListFormat(useLocale())
  const written = new Map(messages.map(({ senderId, senderName }) => [senderId, senderName]))
  const known = (user: string) =>
    listed.other?.userId === user ? listed.other.displayName : (written.get(user) ?? given?.get(user))
  const members = useMemberNames(
    listed,
    typing.some((user) => known(user) === undefined),
  )
  const nameOf = (user: string) => known(user) ?? members.get(user) ?? t('somebody')
  const named = typing.slice(0, NAMED).map(nameOf)
  const names = typing.length > NAMED ? [...named, t('others', { count: typing.length - NAMED })] : named
  return (
    <p role="status" className="min-h-6 pt-1 text-caption text-muted">
      {typing.length > 0 && t('typing', { names: list.format(names), count: typing.length })}
    </p>
  )
}
