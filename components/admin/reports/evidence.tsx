'use client'

import { clsx } from 'clsx'
import { useFormatter, useTranslations } from 'next-intl'

import { EvidenceFiles } from '@/components/admin/reports/evidence-files'
import { EvidencePicture } from '@/components/admin/reports/evidence-picture'
import { Section } from '@/components/admin/section'
import { Badge } from '@/components/ui/badge'
import type { ReportFile } from '@/lib/client/admin/rest'

const TIME = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const

interface EvidenceProps {
  report: ReportFile
  /** A picture was opened, which the audit log has noted. */
  onOpened: () => void
}

/** The last messages, with their authors, and the pictures that the reporter sent along; pictures are covered. */
export function Evidence({ report, onOpened }: EvidenceProps) {
  const t = useTranslations('admin.evidence')
  const hasPictures =
    report.screenshots.length > 0 ||
    report.messages.some(({ type, attachments }) => type === 'image' || attachments !== undefined)
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
              side={sideOf(report, message.senderId)}
              onOpened={onOpened}
            />
          ))}
        </ol>
      )}
      {report.screenshots.length > 0 && (
        <ul aria-label={t('screenshots')} className="mt-4 flex flex-wrap gap-3">
          {report.screenshots.map((path, index) => (
            <li key={path}>
              <EvidencePicture
                path={path}
                openName={t('openName', { number: index + 1 })}
                alt={t('screenshot', { number: index + 1 })}
                onOpened={onOpened}
              />
            </li>
          ))}
        </ul>
      )}
      {hasPictures && <p className="mt-2 text-caption text-muted">{t('noted')}</p>}
    </Section>
  )
}

/** In a conversation others have written as well. */
function sideOf({ reported, reporter }: ReportFile, senderId: string): 'reported' | 'reporter' | 'other' {
  if (senderId === reported.userId) return 'reported'
  return senderId === reporter.userId ? 'reporter' : 'other'
}

function EvidenceMessage({
  message,
  side,
  onOpened,
}: {
  message: ReportFile['messages'][number]
  side: ReturnType<typeof sideOf>
  onOpened: () => void
}) {
  const t = useTranslations('admin.evidence')
  const format = useFormatter()
  return (
    <li
      className={clsx(
        'max-w-[90%] rounded-md px-3 py-2 text-small',
        side === 'reported' && 'self-start bg-raised',
        side === 'reporter' && 'self-end border border-line',
        side === 'other' && 'self-start border border-dashed border-line',
      )}
    >
      <span className="flex items-baseline gap-3 text-caption text-muted">
        <span className="font-[620]">{t(side)}</span>
        <time dateTime={message.timestamp} className="tabular-nums">
          {format.dateTime(new Date(message.timestamp), TIME)}
        </time>
        {message.flagged && <Badge tone="harm">{t('flagged')}</Badge>}
        {message.isDeleted && <Badge>{t('deleted')}</Badge>}
      </span>
      <EvidenceFiles message={message} onOpened={onOpened} />
      {message.originals?.map((text, index) => (
        <span key={index} className="block break-words whitespace-pre-wrap text-muted line-through">
          <span className="sr-only">{t('before')} </span>
          {text}
        </span>
      ))}
      {message.type === 'text' ? (
        <span className="block break-words whitespace-pre-wrap">{message.content}</span>
      ) : message.type === 'image' ? (
        <EvidencePicture
          path={message.content}
          openName={t('openMessageName')}
          alt={t('picture')}
          onOpened={onOpened}
        />
      ) : (
        <span className="block text-muted">{t(message.type === 'audio' ? 'sound' : 'unshown')}</span>
      )}
    </li>
  )
}
