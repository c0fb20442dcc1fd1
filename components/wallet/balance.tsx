'use client'

import { useFormatter, useTranslations } from 'next-intl'

import { Badge } from '@/components/ui/badge'
import { CoinSign } from '@/components/wallet/coin-sign'

/** How many coins one has, read out when that changes. */
export function Balance({ coins, isSimulated }: { coins: number; isSimulated: boolean }) {
  const t = useTranslations('wallet')
  const format = useFormatter()
  return (
    <section
      aria-label={t('balance')}
      className="flex flex-wrap items-center justify-between gap-4 rounded-lg border border-line bg-surface p-5 sm:p-6"
    >
      <div className="flex flex-col gap-1">
        <p className="text-small text-muted">{t('balance')}</p>
        <p role="status" className="flex items-center gap-3 text-display font-[660] tabular-nums">
          <CoinSign className="size-9 shrink-0" />
          <span>
            {format.number(coins)} <span className="sr-only">{t('coins', { count: coins })}</span>
          </span>
        </p>
      </div>
      {isSimulated && (
        <p className="flex max-w-[22rem] flex-col items-start gap-1 text-small text-muted">
          <Badge tone="accent">{t('simulated.badge')}</Badge>
          {t('simulated.note')}
        </p>
      )}
    </section>
  )
}
