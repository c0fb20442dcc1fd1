'use client'

import { clsx } from 'clsx'
import { Check, CheckCheck, CircleAlert, Clock, Ellipsis } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { memo, useState, type ReactNode } from 'react'

import { useChat, useChatActions } from '@/components/chat/chat-provider'
import { MessageActions } from '@/components/chat/message-actions'
import { MessageBody } from '@/components/chat/message-body'
import { MessageCover } from '@/components/chat/message-cover'
import type { SafetyDialog } from '@/components/chat/partner-bar'
import { useMessageTime } from '@/components/chat/use-message-time'
import type { Chat, ChatMessage, MessageState } from '@/lib/client/chat/chat-state'
import { useEscape } from '@/lib/client/browser/use-escape'

interface MessageRowProps {
  message: ChatMessage
  /** First and last in a row by the same person: they stand together, and only the last shows how far it came. */
  isFirst: boolean
  isLast: boolean
  /** The newest of all: from it the arrow keys lead to the others. */
  isNewest: boolean
  onDialog: (dialog: SafetyDialog) => void
}

/** One message, and for one's own how far it came. What may hurt is covered first. */
export const MessageRow = memo(function MessageRow({
  message,
  isFirst,
  isLast,
  isNewest,
  onDialog,
}: MessageRowProps) {
  const t = useTranslations('chat')
  const moment = useMessageTime()
  const { mine, state } = message
  const cover = coverOf(message)
  const [isUncovered, setIsUncovered] = useState(false)
  const [isOpen, setIsOpen] = useState(false)
  const isShown = cover === undefined || isUncovered
  useEscape(isOpen, () => setIsOpen(false))
  const look = useChat(({ chat }) => lookOf(chat, mine))
  const saysState = mine && (isLast || state.kind === 'failed' || state.kind === 'sending')
  return (
    <li
      data-reply={message.type === 'text' && isShown ? message.key : undefined}
      className={clsx(
        'flex max-w-full animate-rise flex-col',
        mine ? 'items-end' : 'items-start',
        isFirst ? 'mt-3' : 'mt-1',
      )}
    >
      <span className="sr-only">{mine ? t('you') : t('partner')}: </span>
      {/* The bubble stands as the page reads, its words as they read themselves. */}
      <div className={clsx('group flex w-full items-center gap-1', mine && 'flex-row-reverse')}>
        <div
          title={moment(message.at)}
          data-look={look ?? undefined}
          className={clsx(
            'max-w-[85%] rounded-lg px-4 py-2 contrast-more:border forced-colors:border @lg:max-w-[75%]',
            mine ? 'bg-own text-own-ink forced-colors:border-e-4' : 'bg-theirs text-theirs-ink',
            isLast && (mine ? 'rounded-ee-sm' : 'rounded-es-sm'),
            state.kind === 'failed' && 'border border-dashed border-harm-ink',
          )}
        >
          {cover === undefined ? (
            <MessageBody message={message} />
          ) : (
            <MessageCover of={cover} isShown={isUncovered} onShow={setIsUncovered} onDialog={onDialog}>
              <MessageBody message={message} />
            </MessageCover>
          )}
        </div>
        <MoreButton isReachable={isNewest} isOpen={isOpen} onToggle={() => setIsOpen(!isOpen)} />
      </div>
      {isOpen && <MessageActions message={message} isShown={isShown} />}
      {saysState && <StateMark message={message} />}
    </li>
  )
})

/** The look that the writer's messages have. */
function lookOf(chat: Chat, mine: boolean): string | null | undefined {
  const looks = chat.phase === 'chatting' || chat.phase === 'ended' ? chat.looks : undefined
  return mine ? looks?.own : looks?.partner
}

/** A partner's picture may show anything; their words are judged by the server. */
function coverOf({ mine, type, flagged }: ChatMessage): 'words' | 'picture' | undefined {
  if (mine) return undefined
  if (type === 'image') return 'picture'
  return flagged ? 'words' : undefined
}

interface MoreButtonProps {
  /** By the Tab key; the arrow keys reach all of them. */
  isReachable: boolean
  isOpen: boolean
  onToggle: () => void
}

/** Seen by a person who points at the message, or comes to it by key or finger. */
function MoreButton({ isReachable, isOpen, onToggle }: MoreButtonProps) {
  const t = useTranslations('message.actions')
  return (
    // A message that arrives is read out; this is there for who looks for it.
    <span aria-live="off" className="shrink-0">
      <button
        type="button"
        data-more
        tabIndex={isReachable ? 0 : -1}
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

const signs: Record<MessageState['kind'], ReactNode> = {
  sending: <Clock aria-hidden />,
  sent: <Check aria-hidden />,
  delivered: <CheckCheck aria-hidden />,
  failed: <CircleAlert aria-hidden />,
}

function StateMark({ message: { state, clientMessageId = '' } }: { message: ChatMessage }) {
  const t = useTranslations('chat.log')
  const { resend, discard } = useChatActions()
  const isHeld = useChat(
    ({ chat }) => chat.phase === 'chatting' && (chat.slowUntil ?? chat.keptUntil) !== undefined,
  )
  const isOver = useChat(({ chat }) => chat.phase === 'ended')
  const isFailed = state.kind === 'failed'
  // Most likely it arrived; there is no answer any more.
  if (isOver && state.kind === 'sending') return null
  const kind = state.kind === 'sending' && isHeld ? 'waiting' : state.kind
  const link = 'min-h-11 px-2 font-[620] underline-offset-4 hover:underline'
  return (
    <div
      className={clsx(
        'flex flex-wrap items-center justify-end text-caption',
        isFailed ? 'text-harm-ink' : 'text-muted',
      )}
    >
      <span className="inline-flex items-center gap-1 pt-1 [&_svg]:size-4">
        {signs[state.kind]}
        {kind === 'failed' ? isFailed && t(`failed.${state.reason}`) : t(kind)}
      </span>
      {isFailed && !isOver && (
        <span className="flex text-ink">
          {state.reason !== 'not-allowed' && (
            <button type="button" className={link} onClick={() => resend(clientMessageId)}>
              {t('again')}
            </button>
          )}
          <button type="button" className={link} onClick={() => discard(clientMessageId)}>
            {t('discard')}
          </button>
        </span>
      )}
    </div>
  )
}
