'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { Moment } from '@/components/admin/moment'
import { Section } from '@/components/admin/section'
import type { UserFile } from '@/lib/client/admin/rest'

/** What the account records of its person. */
export function UserFacts({ user }: { user: UserFile }) {
  const t = useTranslations('admin.user')
  const { source, medium, campaign } = user.attribution
  const cameBy = [source, medium, campaign].filter(Boolean).join(' · ')
  return (
    <Section title={t('account')}>
      <dl className="-my-2 divide-y divide-line">
        <Fact label={t('id')}>
          <span className="break-all">{user.userId}</span>
        </Fact>
        <Fact label={t('email')}>{user.email}</Fact>
        {user.email && (
          <Fact label={t('emailState')}>{t(user.emailVerified ? 'emailConfirmed' : 'emailWaiting')}</Fact>
        )}
        <Fact label={t('tier')}>{t(`tiers.${tierOf(user.tier)}`)}</Fact>
        <Fact label={t('since')}>
          <Moment at={user.createdAt} />
        </Fact>
        <Fact label={t('seen')}>{user.seenAt && <Moment at={user.seenAt} />}</Fact>
        {user.banned && (
          <Fact label={t('bannedUntil')}>
            {user.bannedUntil ? <Moment at={user.bannedUntil} /> : t('forever')}
          </Fact>
        )}
        <Fact label={t('platform')}>{user.platform}</Fact>
        <Fact label={t('cameBy')}>{cameBy}</Fact>
      </dl>
    </Section>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 py-2 text-small">
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 break-words tabular-nums">{children || '–'}</dd>
    </div>
  )
}

function tierOf(tier: number): '0' | '1' | '2' {
  return tier === 1 ? '1' : tier === 2 ? '2' : '0'
}
