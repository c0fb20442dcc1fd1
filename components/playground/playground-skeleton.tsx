'use client'

import { useTranslations } from 'next-intl'
import { Skeleton } from '@/components/ui/skeleton'

/** The playground's shape while its code arrives. */
export function PlaygroundSkeleton() {
  const t = useTranslations('playground')
  return (
    <div className="mt-6 grid gap-6 lg:grid-cols-3">
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
      <Skeleton className="h-120" />
      <Skeleton className="hidden h-120 lg:block" />
      <Skeleton className="hidden h-120 lg:block" />
    </div>
  )
}
