import { clsx } from 'clsx'

import { Skeleton } from '@/components/ui/skeleton'

const GROUPS = [
  { figures: 6, columns: 'xl:grid-cols-6' },
  { figures: 10, columns: 'xl:grid-cols-5' },
] as const
const CHARTS = 9

/** The shape of the overview before its first figures, so that nothing moves when they come. */
export function OverviewSkeleton({ label }: { label: string }) {
  return (
    <div className="flex flex-col gap-5">
      <p role="status" className="sr-only">
        {label}
      </p>
      {GROUPS.map(({ figures, columns }) => (
        <div key={figures} className="flex flex-col gap-2">
          <Skeleton className="h-5 w-32 rounded-sm" />
          <div className={clsx('grid grid-cols-2 gap-3 sm:grid-cols-3', columns)}>
            {Array.from({ length: figures }, (_, index) => (
              <Skeleton key={index} className="h-[85px] rounded-lg" />
            ))}
          </div>
        </div>
      ))}
      <div className="grid grid-cols-1 gap-4 xl:grid-cols-2 2xl:grid-cols-3">
        {Array.from({ length: CHARTS }, (_, index) => (
          <Skeleton key={index} className="h-[280px] rounded-lg" />
        ))}
      </div>
    </div>
  )
}
