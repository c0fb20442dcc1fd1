'use client'

import { clsx } from 'clsx'
import { useFormatter, useTranslations } from 'next-intl'

import { Section } from '@/components/admin/section'
import { Badge } from '@/components/ui/badge'
import { pictureSource } from '@/lib/client/admin/reports/evidence-picture'
import type { ReportFile } from '@/lib/client/admin/rest'

const TIME = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const

/** The last messages, with their authors, and the pictures that the reporter sent along. */
export function Evidence({ report }: { report: ReportFile }) {
  const t = useTranslations('admin.evidence')
  const pictures = report.screenshots.flatMap((screenshot) => pictureSource(screenshot) ?? [])
  return (
    <Section title={t('title')} note={t('note')}>
      {report.messages.length === 0 ? (
        <p className="text-small text-muted">{t('none')}</p>
      ) : (
        <ol aria-label={t('title')} className="flex flex-col gap-2">
          {report.messages.map((message) => (
            <EvidenceMessage
              key={message.messageId}
              message={message}
              isReported={message.senderId === report.reported.userId}
            />
          ))}
        </ol>
      )}
      {pictures.length > 0 && (
        <ul aria-label={t('screenshots')} className="mt-4 flex flex-wrap gap-3">
          {pictures.map((source, index) => (
            <li key={source}>
              {/* A picture from inside the answer itself: there is nothing to optimise or to load. */}
              <img
                src={source}
                alt={t('screenshot', { number: index + 1 })}
                className="max-h-[320px] min-h-11 min-w-11 rounded-md border border-line bg-raised object-contain"
              />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function EvidenceMessage({
  message,
  isReported,
}: {
  message: ReportFile['messages'][number]
  isReported: boolean
}) {
  const t = useTranslations('admin.evidence')
  const format = useFormatter()
  const picture = message.type === 'image' ? pictureSource(message.content) : undefined
  return (
    <li
      className={clsx(
        'max-w-[90%] rounded-md px-3 py-2 text-small',
        isReported ? 'self-start bg-raised' : 'self-end border border-line',
      )}
    >
      <span className="flex items-baseline gap-3 text-caption text-muted">
        <span className="font-[620]">{t(isReported ? 'reported' : 'reporter')}</span>
        <time dateTime={message.timestamp} className="tabular-nums">
          {format.dateTime(new Date(message.timestamp), TIME)}
        </time>
        {message.flagged && <Badge tone="harm">{t('flagged')}</Badge>}
      </span>
      {message.type === 'text' ? (
        <span className="block break-words whitespace-pre-wrap">{message.content}</span>
      ) : picture ? (
        <img src={picture} alt={t('picture')} className="mt-1 max-h-60 rounded-sm" />
      ) : (
        <span className="block text-muted">{t(message.type === 'audio' ? 'sound' : 'unshown')}</span>
      )}
    </li>
  )
}
