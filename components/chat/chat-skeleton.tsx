import { useTranslations } from 'next-intl'

import { Skeleton } from '@/components/ui/skeleton'

/** The shape of a conversation, while it is asked for. */
export function ChatSkeleton() {
  const t = useTranslations('chat')
  return (
    <main id="content" className="mx-auto flex w-full max-w-[46rem] flex-1 flex-col gap-4 px-4 pt-4 pb-6">
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
      <div className="flex items-center gap-3">
        <Skeleton className="size-9 rounded-full" />
        <Skeleton className="h-6 w-32" />
      </div>
      <div className="flex flex-1 flex-col justify-end gap-3">
        <Skeleton className="h-11 w-3/5" />
        <Skeleton className="h-16 w-2/3" />
        <Skeleton className="ms-auto h-11 w-2/5" />
      </div>
      <Skeleton className="h-14" />
    </main>
  )
}
