'use client'

import { clsx } from 'clsx'
import { Check, CheckCheck, CircleAlert, Clock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { memo, type ReactNode } from 'react'

import { useChat, useChatActions } from '@/components/chat/chat-provider'
import type { ChatMessage, MessageState } from '@/lib/client/stores/chat-state'

interface MessageRowProps {
  message: ChatMessage
  /** First and last in a row by the same person: they stand together, and only the last says how far it came. */
  isFirst: boolean
  isLast: boolean
}

/** One message, and for one's own how far it came. */
export const MessageRow = memo(function MessageRow({ message, isFirst, isLast }: MessageRowProps) {
  const t = useTranslations('chat')
  const { mine, content, state } = message
  const saysState = mine && (isLast || state.kind === 'failed' || state.kind === 'sending')
  return (
    <li
      className={clsx(
        'flex max-w-full animate-rise flex-col',
        mine ? 'items-end' : 'items-start',
        isFirst ? 'mt-3' : 'mt-1',
      )}
    >
      <span className="sr-only">{mine ? t('you') : t('partner')}: </span>
      {/* The bubble stands as the page reads, its words as they read themselves. */}
      <div
        className={clsx(
          'max-w-[85%] rounded-lg px-4 py-2 contrast-more:border forced-colors:border sm:max-w-[75%]',
          mine ? 'bg-own text-own-ink forced-colors:border-e-4' : 'bg-theirs text-theirs-ink',
          isLast && (mine ? 'rounded-ee-sm' : 'rounded-es-sm'),
          state.kind === 'failed' && 'border border-dashed border-harm-ink',
        )}
      >
        <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
          {content}
        </p>
      </div>
      {saysState && <StateMark message={message} />}
    </li>
  )
})

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
    ({ chat }) => chat.phase === 'talking' && (chat.slowUntil ?? chat.keptUntil) !== undefined,
  )
  const isFailed = state.kind === 'failed'
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
      {isFailed && (
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
