'use client'

import { useFormatter, useTranslations } from 'next-intl'

import { useMoment } from '@/components/settings/use-moment'
import { PagedSection } from '@/components/wallet/paged-section'
import { usePages } from '@/lib/client/payments/use-pages'
import { type WalletLine, walletRest } from '@/lib/client/payments/wallet-rest'
import { GOOD_NAMES } from '@/lib/domain/payments/goods'

/** What moved one's coins. @param changes - another number: they moved again */
export function LinesSection({ changes }: { changes: number }) {
  const t = useTranslations('wallet.lines')
  const pages = usePages(walletRest.lines, changes)
  return (
    <PagedSection id="history" title={t('title')} none={t('none')} about={t('about')} pages={pages}>
      {(line) => <Line key={line.id} line={line} />}
    </PagedSection>
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
