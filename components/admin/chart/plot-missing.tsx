'use client'

import { useTranslations } from 'next-intl'

/** Stands where a chart's script did not arrive: the line broke, or the server was just replaced. */
export function PlotMissing() {
  const t = useTranslations('admin.chart')
  return (
    <p role="status" className="flex min-h-[200px] items-center justify-center text-small text-muted">
      {t('missing')}
    </p>
  )
}
