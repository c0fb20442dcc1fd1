import { useTranslations } from 'next-intl'

import { Skeleton } from '@/components/ui/skeleton'

/** The shape of a thread, while it is asked for. */
export function ThreadSkeleton({ isInside }: { isInside?: boolean }) {
  const t = useTranslations('conversations')
  return (
    <div className="reading-column flex min-h-0 flex-1 flex-col justify-end gap-3 px-4 py-6">
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
      <Skeleton className="h-11 w-3/5" />
      <Skeleton className="h-16 w-2/3" />
      <Skeleton className="ms-auto h-11 w-2/5" />
      {!isInside && <Skeleton className="h-14" />}
    </div>
  )
}
