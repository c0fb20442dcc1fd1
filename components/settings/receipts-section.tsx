'use client'

import { useTranslations } from 'next-intl'

import { CheckReceipt } from '@/components/receipts/check-receipt'
import { ReceiptButton } from '@/components/receipts/receipt-button'
import { LoadProblem } from '@/components/settings/load-problem'
import { SettingsSection } from '@/components/settings/settings-section'
import { useMoment } from '@/components/settings/use-moment'
import { Skeleton } from '@/components/ui/skeleton'
import { useLoaded } from '@/lib/client/account/use-loaded'
import { lastSessions } from '@/lib/client/receipts/receipts'

/** What is kept of each of one's last sessions; and the check of a receipt that was saved. */
export function ReceiptsSection() {
  const t = useTranslations('settings.receipts')
  const receipt = useTranslations('receipt')
  const moment = useMoment()
  const { state, retry } = useLoaded(lastSessions)
  return (
    <SettingsSection id="receipts" title={t('title')} lead={t('lead')}>
      {state.phase === 'loading' && <Skeleton className="h-24" />}
      {state.phase === 'failed' && <LoadProblem problem={state.problem} onRetry={() => void retry()} />}
      {state.phase === 'ready' && state.data.length === 0 && (
        <p className="text-small text-muted">{t('empty')}</p>
      )}
      {state.phase === 'ready' && state.data.length > 0 && (
        <ul className="flex max-h-96 flex-col divide-y divide-line overflow-y-auto">
          {state.data.map(({ sessionId, chatType, startedAt }) => {
            const name = receipt(`kind.${chatType}`, { time: moment(startedAt) })
            return (
              <li
                key={sessionId}
                className="flex flex-wrap items-center justify-between gap-x-4 py-1 text-small"
              >
                <span>{name}</span>
                <ReceiptButton sessionId={sessionId} name={t('openName', { session: name })} />
              </li>
            )
          })}
        </ul>
      )}
      <CheckReceipt />
    </SettingsSection>
  )
}
