import type { ReactNode } from 'react'

import { Badge } from '@/components/ui/badge'

interface PartProps {
  title: string
  lead: string
  /** Whether it is on, in a word. */
  state?: string | undefined
  children: ReactNode
}

/** One way of showing who one is. */
export function Part({ title, lead, state, children }: PartProps) {
  return (
    <section className="flex flex-col items-start gap-3 border-t border-line pt-5">
      <div className="flex flex-col gap-1">
        <h3 className="flex flex-wrap items-center gap-2 text-body font-[600]">
          {title}
          {state && <Badge tone="accent">{state}</Badge>}
        </h3>
        <p className="text-small text-muted">{lead}</p>
      </div>
      {children}
    </section>
  )
}
