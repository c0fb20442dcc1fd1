'use client'

import { useFormatter, useTranslations } from 'next-intl'

import { LoadProblem } from '@/components/settings/load-problem'
import { SettingsSection } from '@/components/settings/settings-section'
import { useMoment } from '@/components/settings/use-moment'
import { Skeleton } from '@/components/ui/skeleton'
import { useLoaded } from '@/lib/client/account/use-loaded'
import { type WalletLine, walletRest } from '@/lib/client/payments/wallet-rest'
import { GOOD_NAMES } from '@/lib/domain/payments/goods'

/** What moved one's coins. */
export function LinesSection() {
  const t = useTranslations('wallet.lines')
  const { state, retry } = useLoaded(walletRest.lines)
  return (
    <SettingsSection id="history" title={t('title')}>
      {state.phase === 'loading' && <Skeleton className="h-24" />}
      {state.phase === 'failed' && <LoadProblem problem={state.problem} onRetry={() => void retry()} />}
      {state.phase === 'ready' && state.data.lines.length === 0 && (
        <p className="text-small text-muted">{t('none')}</p>
      )}
      {state.phase === 'ready' && state.data.lines.length > 0 && (
        <ul className="flex flex-col divide-y divide-line">
          {state.data.lines.map((line) => (
            <Line key={line.id} line={line} />
          ))}
        </ul>
      )}
    </SettingsSection>
  )
}

function Line({ line }: { line: WalletLine }) {
  const t = useTranslations('wallet')
  const format = useFormatter()
  const moment = useMoment()
  const good = GOOD_NAMES.find((name) => name === line.about)
  return (
    <li className="flex items-center justify-between gap-4 py-3 text-small first:pt-0 last:pb-0">
      <span className="flex min-w-0 flex-col">
        <span>{line.kind === 'spend' && good ? t(`goods.${good}.name`) : t(`lines.kind.${line.kind}`)}</span>
        <time dateTime={line.at} className="text-caption text-muted">
          {moment(line.at)}
        </time>
      </span>
      <span className="shrink-0 font-[620] tabular-nums" dir="ltr">
        {format.number(line.amount, { signDisplay: 'always' })}
      </span>
    </li>
  )
}
