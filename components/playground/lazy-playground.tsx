'use client'

import dynamic from 'next/dynamic'
import { PlaygroundSkeleton } from '@/components/playground/playground-skeleton'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

/** The playground, drawn in the browser alone: the server would have nothing to say in it. */
export const LazyPlayground = dynamic(
  untilLoaded(() =>
    import('@/components/playground/playground-screen').then((module) => module.PlaygroundScreen),
  ),
  { ssr: false, loading: () => <PlaygroundSkeleton /> },
)
