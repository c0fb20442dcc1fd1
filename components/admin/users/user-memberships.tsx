'use client'

import { useFormatter, useTranslations } from 'next-intl'

import { Section } from '@/components/admin/section'
import type { UserFile } from '@/lib/client/admin/rest'
import { CONVERSATION_KINDS } from '@/lib/domain/conversations/conversation'

/** In how many conversations of each kind the person is, and how many channels they made; never which. */
export function UserMemberships({ conversations }: Pick<UserFile, 'conversations'>) {
  const t = useTranslations('admin.user')
  const format = useFormatter()
  const rows = [
    ...CONVERSATION_KINDS.map(
      (kind) => [t(`memberOf.${kind}`), conversations.memberOf[kind] ?? 0] as const,
    ).filter(([, count]) => count > 0),
    [t('channelsMade'), conversations.channelsMade] as const,
  ]
  return (
    <Section title={t('memberships')} note={t('membershipsNote')}>
      <dl className="-my-2 divide-y divide-line">
        {rows.map(([label, count]) => (
          <div key={label} className="flex items-baseline justify-between gap-x-4 py-2 text-small">
            <dt className="text-muted">{label}</dt>
            <dd className="tabular-nums">{format.number(count)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

/** What the role lets the person do. */
export function UserPermissions({ permissions }: Pick<UserFile, 'permissions'>) {
  const t = useTranslations('admin.user')
  return (
    <Section title={t('permissions')}>
      <ul className="-my-1 flex flex-col gap-2 text-small">
        {permissions.map((permission) => (
          <li key={permission}>{t(`permission.${permission}`)}</li>
        ))}
      </ul>
    </Section>
  )
}
