'use client'

import { clsx } from 'clsx'
import { Check, CheckCheck, Ellipsis, Reply } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { memo, useState } from 'react'
import { useStore } from 'zustand'

import { useMessageTime } from '@/components/chat/use-message-time'
import { Attachments } from '@/components/messages/attachments'
import { useConversations } from '@/components/messages/conversations-provider'
import { LinkedText } from '@/components/messages/linked-text'
import { useIsBlocked } from '@/components/messages/use-is-blocked'
import { RowActions } from '@/components/messages/row-actions'
import { useOpenThread, useThread, useThreadActions } from '@/components/messages/thread-context'
import { useEscape } from '@/lib/client/browser/use-escape'
import { mentionsMe } from '@/lib/client/conversations/mentions-me'
import type { Row } from '@/lib/client/conversations/thread-blocks'
import type { Message } from '@/lib/client/conversations/wire'

/** One message: whose, what, and for one's own how far it came. */
export const MessageRow = memo(function MessageRow({ row }: { row: Row }) {
  const t = useTranslations('conversations')
  const { store } = useConversations()
  const { listed } = useOpenThread()
  const [isOpen, setIsOpen] = useState(false)
  const { message, isFirst, isLast, at } = row
  const isMine = message.senderId === store.account
  const isDeleted = message.deletedAt !== undefined
  const moment = useMessageTime()
  const isBlocked = useIsBlocked(message.senderId) && listed.kind !== 'direct'
  const [isUncovered, setIsUncovered] = useState(false)
  const isMentioned = useIsMentioned(message)
  useEscape(isOpen, () => setIsOpen(false))
  if (isBlocked && !isUncovered) return <CoveredRow seq={message.seq} onShow={() => setIsUncovered(true)} />
  return (
    <li
      data-seq={message.seq}
      className={clsx(
        'group flex max-w-full flex-col rounded-md transition-colors data-marked:bg-accent-soft',
        isMine ? 'items-end' : 'items-start',
        isFirst ? 'mt-3' : 'mt-1',
      )}
    >
      <Author message={message} isMine={isMine} isShown={isFirst && !isMine && listed.kind !== 'direct'} />
      <div className={clsx('flex w-full items-center gap-1', isMine && 'flex-row-reverse')}>
        <div
          title={moment(at)}
          className={clsx(
            'max-w-[85%] min-w-0 rounded-lg px-4 py-2 contrast-more:border forced-colors:border @2xl:max-w-[75%]',
            isMine ? 'bg-own text-own-ink forced-colors:border-e-4' : 'bg-theirs text-theirs-ink',
            isMentioned && 'border-s-4 border-accent-ink',
            isLast && (isMine ? 'rounded-ee-sm' : 'rounded-es-sm'),
          )}
        >
          {isMentioned && (
            <p className="text-caption font-[620] text-accent-ink">{t('thread.mentionsYou')}</p>
          )}
          <Body message={message} />
        </div>
        {!isDeleted && <MoreButton isOpen={isOpen} onToggle={() => setIsOpen(!isOpen)} />}
      </div>
      {isOpen && !isDeleted && (
        <RowActions message={message} isMine={isMine} onDone={() => setIsOpen(false)} />
      )}
      {isLast && <Foot row={row} isMine={isMine} />}
    </li>
  )
})

/** Somebody else mentions the reader; not where it was deleted. */
function useIsMentioned(message: Message): boolean {
  const { store } = useConversations()
  const blocked = useStore(store.blocked.store)
  return message.deletedAt === undefined && mentionsMe(message, store.account, blocked)
}

/** Stands for a message of somebody whom one has blocked; who wrote it and what is not in the page before one asks. */
function CoveredRow({ seq, onShow }: { seq: number; onShow: () => void }) {
  const t = useTranslations('conversations.blocked')
  return (
    <li
      data-seq={seq}
      className="mt-1 flex flex-wrap items-center gap-x-1 rounded-md px-1 text-small text-muted data-marked:bg-accent-soft"
    >
      {t('message')}
      <button
        type="button"
        onClick={onShow}
        className="inline-flex min-h-11 items-center rounded-sm px-2 font-[620] text-ink underline-offset-4 hover:underline"
      >
        {t('show')}
      </button>
    </li>
  )
}

function Author({ message, isMine, isShown }: { message: Message; isMine: boolean; isShown: boolean }) {
  const t = useTranslations('conversations')
  if (isShown) return <bdi className="px-1 pb-1 text-caption font-[620] text-muted">{message.senderName}</bdi>
  return <span className="sr-only">{isMine ? t('you') : message.senderName}: </span>
}

function Body({ message }: { message: Message }) {
  const t = useTranslations('conversations')
  if (message.deletedAt !== undefined) return <p className="text-small italic">{t('deleted')}</p>
  return (
    <>
      {message.replyToId !== null && <Quote id={message.replyToId} />}
      {message.message !== '' && <LinkedText text={message.message} />}
      <Attachments message={message} />
      {message.editedAt !== undefined && <p className="text-caption opacity-80">{t('thread.edited')}</p>}
    </>
  )
}

/** What is replied to: as far as it is at hand, and the way to it. */
function Quote({ id }: { id: string }) {
  const t = useTranslations('conversations')
  const { jumpToReplied } = useThreadActions()
  const original = useThread(({ window }) => window.messages.find((message) => message.id === id))
  const isBlocked = useIsBlocked(original?.senderId)
  const text = original && textOf(original)
  return (
    <button
      type="button"
      onClick={() => void jumpToReplied(id)}
      className="mb-1 flex min-h-11 max-w-full items-center gap-2 rounded-sm border-s-2 border-current ps-2 text-start text-small hover:underline [&_svg]:size-4 [&_svg]:shrink-0"
    >
      <Reply aria-hidden className="rtl:-scale-x-100" />
      <span className="min-w-0">
        <span className="sr-only">{t('actions.jump')}: </span>
        {original && !isBlocked && <bdi className="block truncate font-[620]">{original.senderName}</bdi>}
        <span dir="auto" className="line-clamp-2 wrap-anywhere">
          {text ?? t('actions.earlier')}
        </span>
      </span>
    </button>
  )

  function textOf({ deletedAt, message }: Message): string {
    if (isBlocked) return t('blocked.message')
    return deletedAt === undefined ? message : t('deleted')
  }
}

/** Seen by a person who points at the message, or comes to it by key or finger. */
function MoreButton({ isOpen, onToggle }: { isOpen: boolean; onToggle: () => void }) {
  const t = useTranslations('conversations.actions')
  return (
    // A message that arrives is read out; this is there for who looks for it.
    <span aria-live="off" className="shrink-0">
      <button
        type="button"
        data-more
        aria-label={t('more')}
        aria-expanded={isOpen}
        onClick={onToggle}
        className="inline-flex size-11 items-center justify-center rounded-md text-muted opacity-0 transition-opacity group-hover:opacity-100 hover:bg-raised hover:text-ink focus-visible:opacity-100 aria-expanded:opacity-100 pointer-coarse:opacity-100 forced-colors:opacity-100 [&_svg]:size-5"
      >
        <Ellipsis aria-hidden />
      </button>
    </span>
  )
}

/** When, and how far one's own came. */
function Foot({ row: { message, at }, isMine }: { row: Row; isMine: boolean }) {
  const t = useTranslations('conversations.thread.status')
  const { listed } = useOpenThread()
  const moment = useMessageTime()
  const { status } = message
  const words = status === 'read' && listed.kind !== 'direct' ? 'readByAll' : status
  return (
    <p className="flex items-center gap-1 px-1 pt-1 text-caption text-muted [&_svg]:size-4">
      <time dateTime={message.timestamp} className="tabular-nums">
        {moment(at)}
      </time>
      {isMine && (
        <>
          {status === 'sent' ? <Check aria-hidden /> : <CheckCheck aria-hidden />}
          <span className={clsx(status === 'read' && 'font-[620] text-accent-ink')}>{t(words)}</span>
        </>
      )}
    </p>
  )
}
