'use client'

import dynamic from 'next/dynamic'

import { PlotMissing } from '@/components/admin/chart/plot-missing'
import { Skeleton } from '@/components/ui/skeleton'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

/** Drawn in the browser only, by a library that no other page loads. */
export const DayPlot = dynamic(
  untilLoaded(() =>
    import('@/components/admin/engagement/day-plot').then(
      (module) => module.DayPlot,
      () => PlotMissing,
    ),
  ),
  { ssr: false, loading: () => <Skeleton className="h-[220px] w-full" /> },
)
