'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'next-intl'

import { DemoBanner } from '@/components/admin/demo-banner'
import { FigureBar } from '@/components/admin/figures/figure-bar'
import { LiveHeading } from '@/components/admin/live-heading'
import { ProblemNote } from '@/components/admin/problem-note'
import { Skeleton } from '@/components/ui/skeleton'
import type { usePictureFilter } from '@/lib/client/admin/analytics/use-picture-filter'
import type { Remote } from '@/lib/client/admin/use-remote'
import { ACTIVITY_FILTERS, narrowedBy } from '@/lib/domain/figure-filter'

interface PicturePageProps<T extends { readonly demo: boolean }> {
  title: string
  lead: string
  inAddress: ReturnType<typeof usePictureFilter>
  remote: Remote<T>
  children: (data: T) => ReactNode
}

/** The frame of a page of figures: its filter, and what stands there until figures come, or when they do not. */
export function PicturePage<T extends { readonly demo: boolean }>(props: PicturePageProps<T>) {
  const { title, lead, inAddress, remote, children } = props
  const t = useTranslations('admin.picture')
  const { data, problem, again } = remote
  return (
    <div className="flex flex-col gap-5">
      <LiveHeading title={title} lead={lead} />
      <FigureBar {...inAddress} dimensions={ACTIVITY_FILTERS} limits={t('oneOfBoth')} />
      {narrowedBy(inAddress.filter.only) && <p className="text-caption text-muted">{t('narrowed')}</p>}
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {data ? (
        <>
          {data.demo && <DemoBanner />}
          {children(data)}
        </>
      ) : (
        !problem && (
          <div role="status" aria-label={t('loading')} className="flex flex-col gap-4">
            <Skeleton className="h-24 w-full" />
            <Skeleton className="h-64 w-full" />
            <Skeleton className="h-64 w-full" />
          </div>
        )
      )}
      <p className="text-caption text-muted">{t('footnote')}</p>
    </div>
  )
}
