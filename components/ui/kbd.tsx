import type { ReactNode } from 'react'

/** The name of a key. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex min-w-6 justify-center rounded-sm border border-line bg-raised px-1 font-sans text-caption text-muted">
      {children}
    </kbd>
  )
}
