'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { Moment } from '@/components/admin/moment'
import { Section } from '@/components/admin/section'
import { useViewerRole } from '@/components/admin/viewer-role'
import type { UserFile } from '@/lib/client/admin/rest'
import { isPermitted } from '@/lib/domain/permissions'

/** What the account records of its person. */
export function UserFacts({ user }: { user: UserFile }) {
  const t = useTranslations('admin.user')
  const maySeeMoney = isPermitted(useViewerRole(), 'admin.revenue')
  const who = new URLSearchParams({ userId: user.userId }).toString()
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
        {user.role !== 'user' && (
          <Fact label={t('secondFactor')}>
            {t(user.secondFactor ? 'secondFactorSet' : 'secondFactorNone')}
          </Fact>
        )}
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
        {maySeeMoney && (
          <>
            <Fact label={t('orders')}>
              <MoneyLink href={`/admin/revenue?${who}#orders`}>{t('ordersOpen')}</MoneyLink>
            </Fact>
            <Fact label={t('coins')}>
              <MoneyLink href={`/admin/revenue/ledger?${who}`}>{t('coinsOpen')}</MoneyLink>
            </Fact>
          </>
        )}
      </dl>
    </Section>
  )
}

function MoneyLink({ href, children }: { href: string; children: string }) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="underline decoration-line underline-offset-4 hover:decoration-ink"
    >
      {children}
    </Link>
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
