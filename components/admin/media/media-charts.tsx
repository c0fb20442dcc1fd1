'use client'

import { useTranslations } from 'next-intl'

import { DayChart } from '@/components/admin/picture/day-chart'
import { useMediaWords } from '@/components/admin/media/use-media-words'
import { type PictureFilter, usePictureLinks } from '@/components/admin/picture/use-picture-links'
import type { MediaPage } from '@/lib/client/admin/rest'

type Figures = MediaPage['total']

interface MediaChartProps {
  page: MediaPage
  inAddress: PictureFilter
  id: 'setup' | 'quality' | 'failures' | 'relayChart' | 'jitter' | 'rate'
  read: (figures: Figures) => readonly (number | null)[]
  lines: readonly string[]
  unit: 'ms' | '%' | 'kbps'
}

/** What is measured of a line; nothing where no line was up. */
const measured = (values: (figures: Figures) => readonly number[]) => (figures: Figures) =>
  figures.setup.count === 0 ? values(figures).map(() => null) : values(figures)

const READ = {
  setup: measured(({ setup }) => [setup.p50, setup.p95, setup.p99]),
  quality: measured(({ loss }) => [loss.p50, loss.p95, loss.p99]),
  jitter: measured(({ jitter }) => [jitter.p50, jitter.p95]),
  rate: measured(({ kbps }) => [kbps.p50, kbps.p5]),
}
const PERCENTILES = ['p50', 'p95', 'p99']

/** Set-up, quality, failures and paths, day by day. */
export function MediaCharts({ page, inAddress }: { page: MediaPage; inAddress: PictureFilter }) {
  const t = useTranslations('admin.media')
  const failures = ({ failedPercent, unconnectedPercent }: Figures) => [failedPercent, unconnectedPercent]
  return (
    <div className="grid grid-cols-1 gap-4 xl:grid-cols-2">
      <MediaChart
        page={page}
        inAddress={inAddress}
        id="setup"
        read={READ.setup}
        lines={PERCENTILES}
        unit="ms"
      />
      <MediaChart
        page={page}
        inAddress={inAddress}
        id="quality"
        read={READ.quality}
        lines={PERCENTILES}
        unit="%"
      />
      <MediaChart
        page={page}
        inAddress={inAddress}
        id="failures"
        read={failures}
        lines={[t('failed'), t('unconnected')]}
        unit="%"
      />
      <MediaChart
        page={page}
        inAddress={inAddress}
        id="relayChart"
        read={({ relayPercent }) => [relayPercent]}
        lines={[t('relay')]}
        unit="%"
      />
      <MediaChart
        page={page}
        inAddress={inAddress}
        id="jitter"
        read={READ.jitter}
        lines={['p50', 'p95']}
        unit="ms"
      />
      <MediaChart
        page={page}
        inAddress={inAddress}
        id="rate"
        read={READ.rate}
        lines={['p50', 'p5']}
        unit="kbps"
      />
    </div>
  )
}

function MediaChart({ page: { window, days }, inAddress, id, read, lines, unit }: MediaChartProps) {
  const links = usePictureLinks(inAddress)
  const t = useTranslations('admin.media')
  const { percent, time, kbps } = useMediaWords()
  return (
    <DayChart
      id={id}
      title={t(`${id}.title`)}
      note={t(`${id}.note`)}
      first={t('day')}
      rows={days.map((day) => ({ label: day.day, at: Date.parse(day.day), values: read(day) }))}
      lines={lines}
      unit={unit}
      say={{ ms: time, '%': percent, kbps }[unit]}
      linkOf={links.day}
      today={inAddress.today}
      fileName={`omegoo-calls-${id}-${window.start}-${window.end}`}
      empty={t('noCalls')}
    />
  )
}
