'use client'

import { ArrowDown } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useRef, type KeyboardEvent } from 'react'

import { useChat } from '@/components/chat/chat-provider'
import { MessageRow } from '@/components/chat/message-row'
import { MessageTime } from '@/components/chat/message-time'
import type { SafetyDialog } from '@/components/chat/partner-bar'
import { TypingDots } from '@/components/chat/typing-dots'
import { TwoCircles } from '@/components/site/two-circles'
import { pressedKey } from '@/lib/client/browser/key-press'
import { groupByTime } from '@/lib/client/chat/log/message-groups'
import type { ChatMessage } from '@/lib/client/chat/chat-state'
import { useLogScroll } from '@/lib/client/chat/log/use-log-scroll'

const NOTHING: readonly ChatMessage[] = []

/** The messages, newest below. The reader's place is kept while they read further up. */
export function MessageLog({ onDialog }: { onDialog: (dialog: SafetyDialog) => void }) {
  const t = useTranslations('chat.log')
  const box = useRef<HTMLDivElement>(null)
  const messages = useChat(({ chat }) => ('messages' in chat ? chat.messages : NOTHING))
  const isTyping = useChat(({ chat }) => chat.phase === 'chatting' && chat.partner.kind === 'typing')
  const isOver = useChat(({ chat }) => chat.phase === 'ended')
  const isOwn = messages.at(-1)?.mine === true
  const { unseen, scrollToEnd } = useLogScroll(box, messages.length, isOwn, isOver ? 'end card' : 'composer')

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={box}
        role="log"
        aria-label={t('label')}
        tabIndex={0}
        onKeyDown={moveBetweenMessages}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 -outline-offset-4"
      >
        <div className="reading-column flex min-h-full shrink-0 flex-col">
          <Beginning isOver={isOver} isEmpty={messages.length === 0} />
          {groupByTime(messages).map((group, number) => (
            <MessageGroup key={number} messages={group} newest={messages.at(-1)?.key} onDialog={onDialog} />
          ))}
          {isTyping && <TypingDots />}
        </div>
      </div>
      {unseen > 0 && (
        <button
          type="button"
          onClick={scrollToEnd}
          className="absolute inset-x-0 bottom-3 mx-auto flex min-h-11 w-fit animate-rise items-center gap-2 rounded-full bg-ink px-4 text-small font-[560] text-canvas shadow-mid [&_svg]:size-4"
        >
          <ArrowDown aria-hidden />
          {t('new', { count: unseen })}
        </button>
      )}
    </div>
  )
}

/** From the button of one message to that of the next above or below. */
function moveBetweenMessages(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowUp: -1, ArrowDown: 1 }[pressedKey(event) ?? '']
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-more]')]
  const at = buttons.findIndex((button) => button === event.target)
  if (step === undefined || at < 0) return
  event.preventDefault()
  buttons[at + step]?.focus()
}

interface MessageGroupProps {
  messages: readonly ChatMessage[]
  /** The key of the newest message of all. */
  newest: string | undefined
  onDialog: (dialog: SafetyDialog) => void
}

/** Messages without a long pause between them, under the time at which it began. */
function MessageGroup({ messages, newest, onDialog }: MessageGroupProps) {
  return (
    <>
      <p className="pt-2 text-center text-caption text-muted">
        <MessageTime at={messages[0]?.at ?? 0} />
      </p>
      <ol className="flex flex-col pb-3">
        {messages.map((message, at) => (
          <MessageRow
            key={message.key}
            message={message}
            isFirst={messages[at - 1]?.mine !== message.mine}
            isLast={messages[at + 1]?.mine !== message.mine}
            isNewest={message.key === newest}
            onDialog={onDialog}
          />
        ))}
      </ol>
    </>
  )
}

/** Stands before the first word. */
function Beginning({ isOver, isEmpty }: { isOver: boolean; isEmpty: boolean }) {
  const t = useTranslations('chat.log')
  if (isOver && !isEmpty) return <div className="mt-auto pt-4" />
  return (
    <div className="mx-auto mt-auto flex flex-col items-center gap-6 pt-8 pb-4 text-center text-small text-muted">
      {isEmpty && <TwoCircles pose={isOver ? 'apart' : 'meeting'} className="w-36" />}
      <div className="flex flex-col gap-1">
        {!isOver && <InCommon />}
        <p>{isOver ? t('nothing') : t('begin')}</p>
      </div>
    </div>
  )
}

/** What both like, or that this time there is nothing; not a word to people who named nothing. */
function InCommon() {
  const t = useTranslations('chat.log')
  const list = new Intl.ListFormat(useLocale())
  const shared = useChat(({ chat }) => (chat.phase === 'chatting' ? chat.shared : undefined))
  if (!shared) return null
  if (shared.length === 0) return <p>{t('sharedNone')}</p>
  return (
    <p dir="auto" className="text-body font-[620] text-balance text-ink">
      {t('shared', { interests: list.format(shared) })}
    </p>
  )
}
