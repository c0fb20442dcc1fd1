import { clsx } from 'clsx'
import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'

/** One of several, by the device's own list. Put it into a `Field`, or give it an `aria-label`. */
export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <span className={clsx('relative inline-flex', className)}>
      <select
        className="h-11 w-full appearance-none rounded-md border border-line-strong bg-surface ps-3 pe-10 text-small text-ink transition-colors hover:border-ink disabled:opacity-45"
        {...rest}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute end-3 top-1/2 size-4 -translate-y-1/2 text-muted"
      />
    </span>
  )
}
