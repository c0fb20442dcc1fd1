'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'next-intl'

import { DemoBanner } from '@/components/admin/demo-banner'
import { FigureBar } from '@/components/admin/figures/figure-bar'
import { ProblemNote } from '@/components/admin/problem-note'
import { Skeleton } from '@/components/ui/skeleton'
import type { FilterInAddress } from '@/lib/client/admin/analytics/use-figure-filter'
import type { Remote } from '@/lib/client/admin/use-remote'

interface PicturePageProps<T extends { readonly demo: boolean }> {
  title: string
  lead: string
  inAddress: FilterInAddress<'chatType'>
  remote: Remote<T>
  children: (data: T) => ReactNode
}

/** What these pages can be narrowed by; what is counted by hour and day knows no more. */
export const PICTURE_DIMENSIONS = ['chatType'] as const

/** The frame of a page of figures: its filter, and what stands there until figures come, or when they do not. */
export function PicturePage<T extends { readonly demo: boolean }>(props: PicturePageProps<T>) {
  const { title, lead, inAddress, remote, children } = props
  const t = useTranslations('admin.picture')
  const { data, problem, again } = remote
  return (
    <div className="flex flex-col gap-5">
      <header>
        <h1 className="text-title font-[640]">{title}</h1>
        <p className="text-small text-muted">{lead}</p>
      </header>
      <FigureBar {...inAddress} dimensions={PICTURE_DIMENSIONS} />
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
