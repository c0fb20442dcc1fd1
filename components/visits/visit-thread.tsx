'use client'

import { clsx } from 'clsx'
import { SendHorizontal } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'

import { Button } from '@/components/ui/button'
import { Form } from '@/components/ui/form'
import { IconButton } from '@/components/ui/icon-button'
import { Textarea } from '@/components/ui/input'
import { pressedKey } from '@/lib/client/browser/key-press'
import { useGrowing } from '@/lib/client/chat/compose/use-growing'
import type { Unsent, VisitRoom } from '@/lib/client/visits/visit-room'
import type { VisitMessage } from '@/lib/client/visits/visits-rest'
import { MAX_CONVERSATION_TEXT } from '@/lib/domain/conversations/message'
import { hasVisible } from '@/lib/domain/visible-text'

interface VisitThreadProps {
  room: VisitRoom
  account: string
  /** Nobody writes any more. */
  isOver: boolean
  /** The waiting room is above it on a phone. */
  isBelowQueue: boolean
}

/** How near the end counts as being there, in pixels. */
const NEAR_END = 80

/** What is written in a visit, newest at the end. */
export function VisitThread({ room, account, isOver, isBelowQueue }: VisitThreadProps) {
  const t = useTranslations('visits.thread')
  const messages = useStore(room.state, (data) => data.messages)
  const unsent = useStore(room.state, (data) => data.unsent)
  const hasEarlier = useStore(room.state, (data) => data.hasEarlier)
  const box = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  const last = messages.at(-1)?.id

  useEffect(() => {
    if (isAtEnd.current) box.current?.scrollTo({ top: box.current.scrollHeight })
    if (last !== undefined && document.visibilityState === 'visible') room.actions.read()
  }, [last, unsent.length, room])

  return (
    <section
      aria-label={t('label')}
      className={clsx(
        'flex h-[max(24rem,calc(100dvh-13rem))] flex-col overflow-hidden rounded-lg border border-line bg-surface',
        isBelowQueue && 'max-lg:h-[24rem]',
      )}
    >
      <div
        ref={box}
        role="log"
        aria-label={t('log')}
        tabIndex={0}
        className="relative flex min-h-0 flex-1 flex-col overflow-y-auto px-4 py-3 -outline-offset-2"
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          isAtEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END
        }}
      >
        {hasEarlier && (
          <Button look="quiet" className="self-center" onClick={() => void room.actions.showEarlier()}>
            {t('earlier')}
          </Button>
        )}
        {messages.length === 0 && unsent.length === 0 && (
          <p className="m-auto max-w-[24rem] text-center text-small text-muted">
            {t(isOver ? 'noneOver' : 'none')}
          </p>
        )}
        <ul className="mt-auto flex flex-col gap-2">
          {messages.map((message) => (
            <MessageLine key={message.id} message={message} isMine={message.senderId === account} />
          ))}
          {unsent.map((one) => (
            <UnsentLine key={one.id} unsent={one} onAgain={() => room.actions.sendAgain(one)} />
          ))}
        </ul>
      </div>
      {isOver ? (
        <p className="border-t border-line px-4 py-4 text-center text-small text-muted">{t('over')}</p>
      ) : (
        <Composer onSend={room.actions.send} />
      )}
    </section>
  )
}

const bubble = (isMine: boolean) =>
  clsx(
    'max-w-[85%] rounded-lg px-4 py-2 break-words whitespace-pre-wrap contrast-more:border forced-colors:border',
    isMine ? 'rounded-ee-sm bg-own text-own-ink' : 'rounded-es-sm bg-theirs text-theirs-ink',
  )

function MessageLine({ message, isMine }: { message: VisitMessage; isMine: boolean }) {
  const t = useTranslations('visits.thread')
  const format = useFormatter()
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const { senderName, message: text, timestamp, editedAt, deletedAt } = message
  return (
    <li className={clsx('flex flex-col gap-1', isMine ? 'items-end' : 'items-start')}>
      <p className="px-1 text-caption text-muted">
        {isMine ? (
          <span className="sr-only">{t('you')}</span>
        ) : (
          <bdi className="font-[620]">{senderName}</bdi>
        )}
        {!isMine && ' · '}
        <time dateTime={timestamp}>
          {format.dateTime(new Date(timestamp), { timeStyle: 'short', timeZone })}
        </time>
        {editedAt !== undefined && deletedAt === undefined && ` · ${t('edited')}`}
      </p>
      <div className={bubble(isMine)}>
        <p dir="auto" className={deletedAt === undefined ? undefined : 'italic'}>
          {deletedAt === undefined ? text : t('deleted')}
        </p>
      </div>
    </li>
  )
}

function UnsentLine({ unsent: { text, hasFailed }, onAgain }: { unsent: Unsent; onAgain: () => void }) {
  const t = useTranslations('visits.thread')
  return (
    <li className="flex flex-col items-end gap-1">
      <div className={clsx(bubble(true), 'opacity-70')}>
        <p dir="auto">{text}</p>
      </div>
      {hasFailed ? (
        <span role="alert" className="flex items-center gap-2 text-caption">
          {t('failed')}
          <Button onClick={onAgain}>{t('again')}</Button>
        </span>
      ) : (
        <span className="px-1 text-caption text-muted">{t('sending')}</span>
      )}
    </li>
  )
}

/** Enter sends, Shift and Enter break the line. */
function Composer({ onSend }: { onSend: (text: string) => void }) {
  const t = useTranslations('visits.thread')
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState('')
  const cannotSend = !hasVisible(text)
  useGrowing(field, text)

  const handleSend = () => {
    if (cannotSend) return
    onSend(text.trim())
    setText('')
    field.current?.focus({ preventScroll: true })
  }
  return (
    <Form
      className="flex items-end gap-2 border-t border-line px-3 py-2"
      onSubmit={(event) => {
        event.preventDefault()
        handleSend()
      }}
    >
      <Textarea
        ref={field}
        value={text}
        rows={1}
        dir={text === '' ? undefined : 'auto'}
        maxLength={MAX_CONVERSATION_TEXT}
        aria-label={t('write')}
        placeholder={t('placeholder')}
        enterKeyHint="send"
        autoComplete="off"
        className="max-h-40 min-w-0 flex-1"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (pressedKey(event) !== 'Enter' || event.shiftKey) return
          event.preventDefault()
          handleSend()
        }}
      />
      <IconButton
        type="submit"
        label={t('send')}
        look="primary"
        tipAt="end"
        icon={<SendHorizontal aria-hidden className="rtl:-scale-x-100" />}
        aria-disabled={cannotSend}
        className={clsx('size-12', cannotSend && 'opacity-45')}
      />
    </Form>
  )
}
