import { Skeleton } from '@/components/ui/skeleton'

/** The shape of the page before its first figures. */
export function AcquisitionSkeleton() {
  return (
    <div className="flex flex-col gap-4">
      <div className="grid grid-cols-2 gap-3 xl:grid-cols-4">
        {Array.from({ length: 4 }, (_, index) => (
          <Skeleton key={index} className="h-[92px] rounded-lg" />
        ))}
      </div>
      <Skeleton className="h-[380px] rounded-lg" />
      <Skeleton className="h-[280px] rounded-lg" />
    </div>
  )
}
