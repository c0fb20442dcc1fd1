'use client'

import { CircleCheck, TriangleAlert } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'

import { Moment } from '@/components/admin/moment'
import { ProblemNote } from '@/components/admin/problem-note'
import { SheetTable } from '@/components/admin/chart/sheet-table'
import { Section } from '@/components/admin/section'
import { Button } from '@/components/ui/button'
import { type Problem, problemOf } from '@/lib/client/admin/rest'
import { checkLedger, type LedgerCheck } from '@/lib/client/admin/revenue/revenue-rest'

/** Adds all entries up, when it is asked for: they sum to zero. */
export function LedgerCheckSection() {
  const t = useTranslations('revenue.check')
  const [check, setCheck] = useState<LedgerCheck>()
  const [state, setState] = useState<'ready' | 'busy' | Problem>('ready')
  const handleCheck = async () => {
    setState('busy')
    const result = await checkLedger()
    if (result.ok) setCheck(result.data)
    setState(problemOf(result) ?? 'ready')
  }
  return (
    <Section
      title={t('title')}
      note={t('note')}
      aside={
        <Button busy={state === 'busy'} onClick={() => void handleCheck()}>
          {t('run')}
        </Button>
      }
    >
      <div role="status" className="flex flex-col gap-3">
        {state !== 'ready' && state !== 'busy' && (
          <ProblemNote problem={state} onRetry={() => void handleCheck()} />
        )}
        {check && <Outcome check={check} />}
      </div>
    </Section>
  )
}

function Outcome({ check }: { check: LedgerCheck }) {
  const t = useTranslations('revenue.check')
  const account = useTranslations('revenue.ledger.account')
  const format = useFormatter()
  const { balanced, transactions, at, sums, balances, lopsided, wrongWallets } = check
  const Sign = balanced ? CircleCheck : TriangleAlert
  return (
    <>
      <p
        className={
          balanced ? 'flex items-center gap-2 text-small' : 'flex items-center gap-2 text-small text-harm-ink'
        }
      >
        <Sign aria-hidden className="size-5 shrink-0" />
        <span>
          {t(balanced ? 'even' : 'odd', { count: transactions })}{' '}
          <span className="text-muted">
            <Moment at={at} />
          </span>
        </span>
      </p>
      {!balanced && (
        <ul className="list-disc ps-6 text-small">
          {sums
            .filter(({ sum }) => sum !== 0)
            .map(({ unit, sum }) => (
              <li key={unit}>{t('sum', { unit, sum: format.number(sum) })}</li>
            ))}
          {lopsided.map((id) => (
            <li key={id}>{t('lopsided', { id })}</li>
          ))}
          {wrongWallets.map(({ userId, coins, entries }) => (
            <li key={userId}>{t('wallet', { userId, coins, entries })}</li>
          ))}
        </ul>
      )}
      {balances.length > 0 && (
        <SheetTable
          caption={t('balances')}
          sheet={{
            columns: [t('account'), t('unit'), t('balance')],
            rows: balances.map((one) => [account(one.account), one.unit, one.balance]),
          }}
        />
      )}
    </>
  )
}
