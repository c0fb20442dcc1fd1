'use client'

import { clsx } from 'clsx'
import { CircleAlert, Clock } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { useLine } from '@/components/messages/conversations-provider'
import { useThread, useThreadActions } from '@/components/messages/thread-context'
import type { Pending } from '@/lib/client/conversations/pending'

/** One's own messages that the server does not have yet. */
export function PendingRows() {
  const pending = useThread((data) => data.pending)
  if (pending.length === 0) return null
  return (
    <ol className="flex flex-col">
      {pending.map((one) => (
        <PendingRow key={one.clientMessageId} pending={one} />
      ))}
    </ol>
  )
}

function PendingRow({ pending: { clientMessageId, text, files, failure } }: { pending: Pending }) {
  const t = useTranslations('conversations')
  const [connection] = useLine()
  const { resend, discard } = useThreadActions()
  const link = 'min-h-11 px-2 font-[620] text-ink underline-offset-4 hover:underline'
  return (
    <li className="mt-1 flex max-w-full flex-col items-end">
      <span className="sr-only">{t('you')}: </span>
      <div
        className={clsx(
          'max-w-[85%] rounded-lg bg-own px-4 py-2 text-own-ink @2xl:max-w-[75%] forced-colors:border',
          failure && 'border border-dashed border-harm-ink',
        )}
      >
        {text !== '' && (
          <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
            {text}
          </p>
        )}
        {files.map(({ fileId, name }) => (
          <p key={fileId} className="truncate text-small">
            <bdi>{name}</bdi>
          </p>
        ))}
      </div>
      <div
        className={clsx(
          'flex flex-wrap items-center justify-end text-caption',
          failure ? 'text-harm-ink' : 'text-muted',
        )}
      >
        <span className="inline-flex items-center gap-1 pt-1 [&_svg]:size-4">
          {failure ? <CircleAlert aria-hidden /> : <Clock aria-hidden />}
          {failure
            ? t(`thread.failure.${failure}`)
            : t(connection.status === 'online' ? 'thread.status.sending' : 'thread.status.waiting')}
        </span>
        {failure && (
          <span className="flex">
            <button type="button" className={link} onClick={() => resend(clientMessageId)}>
              {t('thread.resend')}
            </button>
            <button type="button" className={link} onClick={() => discard(clientMessageId)}>
              {t('thread.discard')}
            </button>
          </span>
        )}
      </div>
    </li>
  )
}
