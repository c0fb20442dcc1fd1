'use client'

import { useFormatter, useTranslations } from 'next-intl'

import { HeadlineFigures } from '@/components/admin/picture/headline-figures'
import { useMediaWords } from '@/components/admin/media/use-media-words'
import { changeOf } from '@/lib/client/admin/analytics/overview-range'
import type { MediaPage } from '@/lib/client/admin/rest'

type Figures = MediaPage['total']
const setupOf = ({ setup }: Figures) => (setup.count === 0 ? null : setup.p95)
const lossOf = ({ setup, loss }: Figures) => (setup.count === 0 && loss.p95 === 0 ? null : loss.p95)

/** The numbers of a window on top of the page. */
export function MediaHeadline({ page: { total, before }, compare }: { page: MediaPage; compare: boolean }) {
  const t = useTranslations('admin.media')
  const format = useFormatter()
  const words = useMediaWords()
  const change = (read: (figures: Figures) => number | null, unit: 'percent' | 'points' = 'points') =>
    compare ? changeOf(read(total), read(before), unit) : undefined
  const shares = [
    { name: 'failed', href: '#causes', read: (figures: Figures) => figures.failedPercent },
    { name: 'unconnected', href: '#setup', read: (figures: Figures) => figures.unconnectedPercent },
    { name: 'relay', href: '#relayChart', read: (figures: Figures) => figures.relayPercent },
    { name: 'reconnected', href: '#kinds', read: (figures: Figures) => figures.reconnectPercent },
  ] as const
  const [failed, ...others] = shares.map(({ name, href, read }) => ({
    label: t(name),
    value: words.percent(read(total)),
    href,
    change: change(read),
  }))
  const figures = [
    ...(failed ? [failed] : []),
    {
      label: t('setupP95'),
      value: words.time(setupOf(total)),
      href: '#setup',
      change: change(setupOf, 'percent'),
    },
    { label: t('lossP95'), value: words.percent(lossOf(total)), href: '#quality', change: change(lossOf) },
    ...others,
    {
      label: t('sessions'),
      value: format.number(total.sessions),
      href: '#kinds',
      change: change(({ sessions }) => sessions, 'percent'),
    },
  ]
  return <HeadlineFigures label={t('headline')} figures={figures} />
}
