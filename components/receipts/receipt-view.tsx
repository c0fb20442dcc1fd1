'use client'

import { clsx } from 'clsx'
import { BadgeCheck, ShieldQuestion, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { useMoment } from '@/components/settings/use-moment'
import { Badge } from '@/components/ui/badge'
import type { Verdict } from '@/lib/client/receipts/check'
import type { Receipt, ReceiptEntry } from '@/lib/client/receipts/receipts'

const SIGNS = {
  good: BadgeCheck,
  unable: ShieldQuestion,
  changed: TriangleAlert,
  foreign: TriangleAlert,
  unreadable: TriangleAlert,
}

/** A receipt in words, under what its check found. */
export function ReceiptView({ receipt, verdict }: { receipt: Receipt | undefined; verdict: Verdict }) {
  const t = useTranslations('receipt')
  const moment = useMoment()
  return (
    <div className="flex flex-col gap-4">
      <VerdictLine verdict={verdict} />
      {receipt && (
        <>
          <p className="text-small text-muted">
            {t(`kind.${receipt.session.chatType}`, { time: moment(receipt.session.startedAt) })}
          </p>
          <ul className="flex flex-col divide-y divide-line">
            {receipt.entries.map((entry) => (
              <Entry key={entry.what} entry={entry} />
            ))}
          </ul>
          <p className="text-caption text-muted">{t('issued', { time: moment(receipt.issuedAt) })}</p>
        </>
      )}
    </div>
  )
}

function VerdictLine({ verdict }: { verdict: Verdict }) {
  const t = useTranslations('receipt.verdict')
  const Sign = SIGNS[verdict]
  return (
    <p
      role="status"
      className={clsx(
        'flex items-start gap-3 rounded-md bg-raised px-4 py-3 text-small',
        verdict === 'good' && 'text-accent-ink',
      )}
    >
      <Sign aria-hidden className="mt-[1px] size-5 shrink-0" />
      {t(verdict)}
    </p>
  )
}

function Entry({ entry: { what, state, until, details } }: { entry: ReceiptEntry }) {
  const t = useTranslations('receipt')
  const moment = useMoment()
  const time = until === null ? undefined : moment(until)
  return (
    <li className="flex flex-col gap-1 py-3 first:pt-0 last:pb-0">
      <p className="flex flex-wrap items-center gap-2 text-small font-[560]">
        {t(`what.${what}`)}
        {state !== 'untold' && (
          <Badge tone={state === 'kept' ? 'accent' : undefined}>{t(`state.${state}`)}</Badge>
        )}
      </p>
      <p className="text-small text-muted">
        {t(`why.${what}`)} {details['messagesSent'] !== undefined && t('messages', details)}
      </p>
      {time !== undefined && (
        <p className="text-caption text-muted">{t(state === 'gone' ? 'goneSince' : 'until', { time })}</p>
      )}
    </li>
  )
}
