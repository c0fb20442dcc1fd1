'use client'

import { useTranslations } from 'next-intl'

import { InterestTable } from '@/components/admin/matching/interest-table'
import { MatchingCharts } from '@/components/admin/matching/matching-charts'
import { MatchingHeadline } from '@/components/admin/matching/matching-headline'
import { KindWaits } from '@/components/admin/matching/kind-waits'
import { Simulator } from '@/components/admin/matching/simulator'
import { PicturePage } from '@/components/admin/picture/picture-page'
import { usePictureFilter } from '@/lib/client/admin/analytics/use-picture-filter'
import { useMinuteNews } from '@/components/admin/picture/use-minute-news'
import type { MatchingPage } from '@/lib/client/admin/rest'
import { useRemote } from '@/lib/client/admin/use-remote'

/** How people are matched: waits, who gives up, interests, and what another policy would do. @param openedAt - epoch ms */
export function Matching({ openedAt, canSet }: { openedAt: number; canSet: boolean }) {
  const t = useTranslations('admin.matching')
  const inAddress = usePictureFilter(openedAt)
  const remote = useRemote<MatchingPage>(`/api/admin/matching?${inAddress.query}`, useMinuteNews())
  return (
    <PicturePage title={t('title')} lead={t('lead')} inAddress={inAddress} remote={remote}>
      {(data) => (
        <>
          <MatchingHeadline page={data} compare={inAddress.filter.compare} />
          <MatchingCharts page={data} inAddress={inAddress} />
          <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2">
            <KindWaits page={data} inAddress={inAddress} />
            <InterestTable page={data} />
          </div>
          <Simulator page={data} canSet={canSet} />
        </>
      )}
    </PicturePage>
  )
}
