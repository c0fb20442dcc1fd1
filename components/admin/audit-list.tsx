'use client'

import { useTranslations } from 'next-intl'

import { Moment, useUtcMoment } from '@/components/admin/moment'
import type { AuditRow } from '@/lib/client/admin/rest'

const ACTIONS = {
  'account.banned': 'banned',
  'account.noted': 'noted',
  'account.paused': 'paused',
  'account.role-changed': 'roleChanged',
  'account.recovery-codes-renewed': 'codesRenewed',
  'account.second-factor-added': 'factorAdded',
  'account.second-factor-removed': 'factorRemoved',
  'account.second-factor-reset': 'factorReset',
  'account.unbanned': 'unbanned',
  'account.warned': 'warned',
  'appeal.decided': 'appealDecided',
  'broadcast.sent': 'broadcastSent',
  'channel.changed': 'channelChanged',
  'channel.deleted': 'channelDeleted',
  'channel.member-removed': 'memberRemoved',
  'report.assigned': 'assigned',
  'report.reviewed': 'reviewed',
  'report.picture-opened': 'opened',
  'report.file-opened': 'fileOpened',
  'report.repeated': 'repeated',
  'report.submitted': 'submitted',
} as const

/** What was done, by whom and when, newest first. */
export function AuditList({ entries }: { entries: readonly AuditRow[] }) {
  const t = useTranslations('admin.audit')
  if (entries.length === 0) return <p className="text-small text-muted">{t('none')}</p>
  return (
    <ol className="-my-2 divide-y divide-line">
      {entries.map((entry) => (
        <li
          key={`${entry.at} ${entry.action} ${entry.targetId}`}
          className="flex flex-col gap-1 py-2 text-small"
        >
          <span className="flex flex-wrap justify-between gap-x-3">
            <span className="font-[560]">
              {isNamed(entry.action) ? t(ACTIONS[entry.action]) : entry.action}
            </span>
            <span className="text-caption text-muted">
              <Moment at={entry.at} />
            </span>
          </span>
          <Details entry={entry} />
        </li>
      ))}
    </ol>
  )
}

/** What of an entry's details is for people; ids are in the links already. */
const DETAILS = [
  'name',
  'description',
  'isPrivate',
  'user',
  'priority',
  'from',
  'role',
  'status',
  'screenshot',
  'weight',
  'text',
  'note',
  'reason',
  'until',
] as const

function Details({ entry: { actorId, action, details } }: { entry: AuditRow }) {
  const t = useTranslations('admin')
  const moment = useUtcMoment()
  // A note about a person is read with the person; here it is an id.
  const known = DETAILS.filter(
    (name) =>
      details[name] !== undefined &&
      details[name] !== null &&
      !(name === 'note' && action === 'account.noted'),
  )
  return (
    <span className="text-caption break-words text-muted">
      {actorId === null ? t('audit.system') : t('audit.by', { id: actorId.slice(0, 8) })}
      {known.map(
        (name) =>
          ` · ${t(`audit.detail.${name}`, { value: name === 'until' ? moment(String(details[name])) : name === 'user' ? String(details[name]).slice(0, 8) : String(details[name]) })}`,
      )}
      {details['until'] === null && ` · ${t('audit.detail.forever')}`}
    </span>
  )
}

function isNamed(action: string): action is keyof typeof ACTIONS {
  return Object.hasOwn(ACTIONS, action)
}
