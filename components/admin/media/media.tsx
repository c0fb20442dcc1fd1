'use client'

import { useTranslations } from 'next-intl'

import { CauseChart } from '@/components/admin/media/cause-chart'
import { DeviceTable } from '@/components/admin/media/device-table'
import { LineTable } from '@/components/admin/media/line-table'
import { MediaCharts } from '@/components/admin/media/media-charts'
import { MediaHeadline } from '@/components/admin/media/media-headline'
import { MediaKinds } from '@/components/admin/media/media-kinds'
import { PicturePage } from '@/components/admin/picture/picture-page'
import { useMinuteNews } from '@/components/admin/picture/use-minute-news'
import { usePictureFilter } from '@/lib/client/admin/analytics/use-picture-filter'
import type { MediaPage } from '@/lib/client/admin/rest'
import { useRemote } from '@/lib/client/admin/use-remote'

/** How voice and video are: set-up, failures, quality, and what comes of bad lines. @param openedAt - epoch ms */
export function Media({ openedAt }: { openedAt: number }) {
  const t = useTranslations('admin.media')
  const inAddress = usePictureFilter(openedAt)
  const remote = useRemote<MediaPage>(`/api/admin/media?${inAddress.query}`, useMinuteNews())
  return (
    <PicturePage title={t('title')} lead={t('lead')} inAddress={inAddress} remote={remote}>
      {(data) => (
        <>
          <MediaHeadline page={data} compare={inAddress.filter.compare} />
          <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2">
            <CauseChart page={data} inAddress={inAddress} />
            <LineTable page={data} inAddress={inAddress} />
          </div>
          <MediaCharts page={data} inAddress={inAddress} />
          <div className="grid grid-cols-1 items-start gap-4 2xl:grid-cols-2">
            <MediaKinds page={data} inAddress={inAddress} />
            <DeviceTable page={data} />
          </div>
        </>
      )}
    </PicturePage>
  )
}
