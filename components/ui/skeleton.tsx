import { clsx } from 'clsx'

/** The shape of what is about to come; size it with `className`. Say "loading" once, beside it. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <div
      aria-hidden
      className={clsx(
        'animate-breathe bg-raised forced-colors:border',
        className?.includes('rounded') ? null : 'rounded-md',
        className,
      )}
    />
  )
}
