import { clsx } from 'clsx'
import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'

/** One of several, chosen by the device's own list. Put it into a `Field`. */
export function Select({ className, ...rest }: ComponentProps<'select'>) {
  return (
    <span className="relative block">
      <select
        className={clsx(
          'h-12 w-full appearance-none rounded-md border border-line-strong bg-surface ps-4 pe-11 text-body text-ink',
          'transition-colors hover:border-ink disabled:opacity-45 aria-invalid:border-2 aria-invalid:border-accent-ink',
          className,
        )}
        {...rest}
      />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute inset-y-0 end-4 my-auto size-5 text-muted"
      />
    </span>
  )
}
