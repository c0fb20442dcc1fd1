import { useTranslations } from 'next-intl'

import { Skeleton } from '@/components/ui/skeleton'

/** The shape of a conversation, while it is asked for. */
export function ChatSkeleton() {
  const t = useTranslations('chat')
  return (
    <div className="grid min-h-0 flex-1 grid-rows-1 bg-surface lg:grid-cols-[minmax(0,1fr)_clamp(18rem,25vw,26rem)]">
      <main id="content" className="reading-column flex flex-col gap-4 px-4 pt-4 pb-6">
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
      <div className="hidden flex-col gap-4 border-s border-line bg-canvas px-6 py-6 lg:flex">
        <Skeleton className="h-6 w-1/2" />
        <Skeleton className="h-9" />
        <Skeleton className="h-9" />
      </div>
    </div>
  )
}
