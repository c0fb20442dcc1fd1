'use client'

import dynamic from 'next/dynamic'

import { PlotMissing } from '@/components/admin/chart/plot-missing'
import { Skeleton } from '@/components/ui/skeleton'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

const loading = () => <Skeleton className="h-[160px] w-full" />

/** Charts draw themselves in the browser only, by a library that no other page loads. */
export const LinePlot = dynamic(
  untilLoaded(() =>
    import('@/components/admin/chart/line-plot').then(
      (module) => module.LinePlot,
      () => PlotMissing,
    ),
  ),
  { ssr: false, loading },
)
export const BarPlot = dynamic(
  untilLoaded(() =>
    import('@/components/admin/chart/bar-plot').then(
      (module) => module.BarPlot,
      () => PlotMissing,
    ),
  ),
  { ssr: false, loading },
)
