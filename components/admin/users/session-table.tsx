'use client'

import { useFormatter, useTranslations } from 'next-intl'

import { Moment } from '@/components/admin/moment'
import { useWordsFor } from '@/components/admin/overview/kinds'
import type { UserFile } from '@/lib/client/admin/rest'
import { useDuration } from '@/lib/client/admin/analytics/use-duration'

/** When a person talked, for how long and how it ended; never with whom, and no messages. */
export function SessionTable({ sessions }: { sessions: UserFile['sessions'] }) {
  const t = useTranslations('admin.user')
  const kinds = useTranslations('admin.overview.chatType')
  const { cause } = useWordsFor()
  const format = useFormatter()
  const duration = useDuration()
  if (sessions.length === 0) return <p className="px-4 pb-4 text-small text-muted">{t('sessionsNone')}</p>
  const head = 'px-3 py-2 first:ps-4 last:pe-4 text-caption font-[560] whitespace-nowrap text-muted'
  return (
    // Focusable, so that a keyboard can scroll it.
    <div
      tabIndex={0}
      role="group"
      aria-label={t('sessions')}
      className="max-h-[420px] relative overflow-auto"
    >
      <table className="w-full border-collapse text-small tabular-nums">
        <thead className="sticky top-0 bg-surface">
          <tr>
            <th scope="col" className={`${head} text-start`}>
              {t('began')}
            </th>
            <th scope="col" className={`${head} text-start`}>
              {t('kind')}
            </th>
            <th scope="col" className={`${head} text-end`}>
              {t('lasted')}
            </th>
            <th scope="col" className={`${head} text-end`}>
              {t('sentReceived')}
            </th>
            <th scope="col" className={`${head} text-start`}>
              {t('ended')}
            </th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <tr key={session.sessionId} className="border-t border-line">
              <td className="px-3 py-2 first:ps-4 last:pe-4">
                <Moment at={session.startedAt} />
              </td>
              <td className="px-3 py-2 first:ps-4 last:pe-4">{kinds(session.chatType)}</td>
              <td className="px-3 py-2 first:ps-4 last:pe-4 text-end whitespace-nowrap">
                {duration(Date.parse(session.endedAt) - Date.parse(session.startedAt))}
              </td>
              <td className="px-3 py-2 first:ps-4 last:pe-4 text-end whitespace-nowrap">
                {format.number(session.messagesSent)} / {format.number(session.messagesReceived)}
              </td>
              <td className="px-3 py-2 first:ps-4 last:pe-4">{cause(session.endReason)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
