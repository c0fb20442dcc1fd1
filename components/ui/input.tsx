import { clsx } from 'clsx'
import type { ComponentProps } from 'react'

/** The shared look of everything that is typed into. 16 px or more, or phones zoom in on focus. */
const typed =
  'w-full rounded-md border border-line-strong bg-surface px-4 text-body text-ink placeholder:text-muted ' +
  'transition-colors hover:border-ink aria-invalid:border-2 aria-invalid:border-accent-ink disabled:opacity-45'

/** One line of text. Put it into a `Field`. */
export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={clsx(typed, 'h-12', className)} {...rest} />
}

/** Several lines that grow with what is typed, up to `max-h-*`, where the browser can do that. */
export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      className={clsx(typed, 'field-sizing-content min-h-12 resize-none py-[11px]', className)}
      {...rest}
    />
  )
}
