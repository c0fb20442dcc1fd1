'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useId } from 'react'

import { Moment } from '@/components/admin/moment'
import { Pager } from '@/components/admin/pager'
import { PersonName } from '@/components/admin/person-name'
import { ProblemNote } from '@/components/admin/problem-note'
import { LedgerCheckSection } from '@/components/admin/revenue/ledger-check'
import { Section } from '@/components/admin/section'
import { useFeed } from '@/components/admin/admin-feed'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import { type LedgerPage, listPath, minorDigits } from '@/lib/client/admin/revenue/revenue-rest'
import { useAddress } from '@/lib/client/admin/use-address'
import { useRemote } from '@/lib/client/admin/use-remote'
import { LEDGER_ACCOUNTS, LEDGER_KINDS } from '@/lib/domain/payments/ledger'

const FILTERS = ['kind', 'account', 'userId', 'about', 'before'] as const

/** The books, entry by entry, and the check that they add up. The filters are in the address. */
export function Ledger() {
  const t = useTranslations('revenue.ledger')
  const { params } = useAddress()
  const news = useFeed((state) => state.revenueNews)
  const { data, problem, again } = useRemote<LedgerPage>(listPath('/api/admin/ledger', params, FILTERS), news)
  return (
    <div className="flex flex-col gap-5">
      <header>
        <h1 className="text-title font-[640]">{t('title')}</h1>
        <p className="max-w-[52rem] text-small text-muted">{t('lead')}</p>
      </header>
      <LedgerCheckSection />
      <div className="flex flex-wrap gap-4">
        <Choice name="kind" values={LEDGER_KINDS} say={(kind) => t(`kind.${kind}`)} />
        <Choice name="account" values={LEDGER_ACCOUNTS} say={(account) => t(`account.${account}`)} />
        <OneThing />
      </div>
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {!data && !problem && <Skeleton className="h-48 rounded-lg" />}
      {data?.transactions.length === 0 && <p className="text-small text-muted">{t('none')}</p>}
      {data && data.transactions.length > 0 && (
        <Section title={t('entries')} flush>
          <Transactions page={data} />
        </Section>
      )}
      {data && <Pager hasMore={data.hasMore} after={{ before: data.transactions.at(-1)?.id }} />}
    </div>
  )
}

/** That one order, good or person is shown, and a way back to all. */
function OneThing() {
  const t = useTranslations('revenue.ledger')
  const { params, filter } = useAddress()
  const about = params.get('about') ?? params.get('userId')
  if (about === null) return null
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span className="text-caption wrap-anywhere text-muted">{t('only', { about })}</span>
      <Button onClick={() => filter({ about: undefined, userId: undefined })}>{t('everything')}</Button>
    </span>
  )
}

interface ChoiceProps<Value extends string> {
  name: 'kind' | 'account'
  values: readonly Value[]
  say: (value: Value) => string
}

function Choice<Value extends string>({ name, values, say }: ChoiceProps<Value>) {
  const t = useTranslations('revenue.ledger')
  const { params, filter } = useAddress()
  const id = useId()
  return (
    <span className="flex items-center gap-2">
      <label htmlFor={id} className="text-caption text-muted">
        {t(`by.${name}`)}
      </label>
      <Select
        id={id}
        value={params.get(name) ?? ''}
        onChange={({ target }) => filter({ [name]: target.value })}
      >
        <option value="">{t('all')}</option>
        {values.map((value) => (
          <option key={value} value={value}>
            {say(value)}
          </option>
        ))}
      </Select>
    </span>
  )
}

function Transactions({ page: { transactions } }: { page: LedgerPage }) {
  const t = useTranslations('revenue.ledger')
  const format = useFormatter()
  return (
    <ul className="flex flex-col divide-y divide-line">
      {transactions.map(({ id, kind, at, userId, about, entries }) => (
        <li
          key={id}
          className="grid grid-cols-1 gap-x-6 gap-y-2 px-4 py-3 text-small lg:grid-cols-[16rem_1fr]"
        >
          <div className="flex min-w-0 flex-col gap-1">
            <span className="font-[620]">{t(`kind.${kind}`)}</span>
            <span className="text-caption text-muted">
              <Moment at={at} />
            </span>
            <PersonName userId={userId} displayName={null} />
            <span className="text-caption wrap-anywhere text-muted">{about}</span>
          </div>
          <dl className="grid grid-cols-[1fr_auto_auto] content-start gap-x-3 gap-y-1 tabular-nums">
            {entries.map(({ account, unit, owner, amount }) => (
              <div key={`${account} ${unit} ${owner}`} className="contents">
                <dt>{t(`account.${account}`)}</dt>
                <dd className="text-end" dir="ltr">
                  {format.number(amount / (unit === 'coin' ? 1 : 10 ** minorDigits(unit)), {
                    signDisplay: 'always',
                    ...(unit !== 'coin' && { minimumFractionDigits: minorDigits(unit) }),
                  })}
                </dd>
                <dd className="text-muted">{unit === 'coin' ? t('coin') : unit}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  )
}
