'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useSearchParams } from 'next/navigation'

import { useFeed } from '@/components/admin/admin-feed'
import { PictureTable } from '@/components/admin/picture/picture-table'
import { ProblemNote } from '@/components/admin/problem-note'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { useDuration } from '@/lib/client/admin/analytics/use-duration'
import type { ConnectionPage } from '@/lib/client/admin/rest'
import { useAddress } from '@/lib/client/admin/use-address'
import { useRemote } from '@/lib/client/admin/use-remote'

const SINCE = 1
const WEBSITE = '/'

/** Open connections: what they speak, on what, since when, and what their person does. Never whose, from where, or what is said. */
export function ConnectionList({ news }: { news: number }) {
  const t = useTranslations('admin.connections')
  const format = useFormatter()
  const duration = useDuration()
  const { filter } = useAddress()
  const at = useSearchParams().get('connectionsFrom') ?? ''
  const from = /^\d{1,6}$/.test(at) ? Number(at) : 0
  const now = useFeed((feed) => feed.receivedAt ?? 0)
  const { data, problem, again } = useRemote<ConnectionPage>(
    `/api/admin/connections?limit=50&from=${from}`,
    news,
  )
  const rows = (data?.connections ?? []).map(({ state, since, device, contracts, namespace }) => [
    t(`state.${state}`),
    Math.max(0, Math.round((now - Date.parse(since)) / 1_000) * 1_000),
    t(`device.${device}`),
    contracts.join(', '),
    namespace === WEBSITE ? t('app') : namespace,
  ])
  const next = data?.next ?? null
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {!data && !problem && <Skeleton className="h-48 w-full rounded-lg" />}
      {data && (
        <PictureTable
          id="connections"
          title={t('title')}
          note={t('note', { count: data.total })}
          sheet={{
            columns: [t('does'), t('since'), t('on'), t('speaks'), t('at')],
            rows,
          }}
          say={(cell, column) =>
            typeof cell === 'number' ? (column === SINCE ? duration(cell) : format.number(cell)) : undefined
          }
          fileName="omegoo-connections"
          empty={t('empty')}
        />
      )}
      <div className="flex gap-3 empty:hidden">
        {from > 0 && <Button onClick={() => filter({ connectionsFrom: undefined })}>{t('first')}</Button>}
        {next !== null && (
          <Button onClick={() => filter({ connectionsFrom: String(next) })}>{t('more')}</Button>
        )}
      </div>
    </div>
  )
}
