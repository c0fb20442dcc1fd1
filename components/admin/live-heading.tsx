import type { ReactNode } from 'react'

import { FeedStatus } from '@/components/admin/feed-status'

interface LiveHeadingProps {
  title: string
  lead?: string
  /** Stands opposite. */
  aside?: ReactNode
}

/** The head of a page that follows what is pushed: its name, and whether what it shows is of now. */
export function LiveHeading({ title, lead, aside }: LiveHeadingProps) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-4">
          <h1 className="text-title font-[640]">{title}</h1>
          <FeedStatus />
        </div>
        {lead && <p className="max-w-[52rem] text-small text-muted">{lead}</p>}
      </div>
      {aside}
    </header>
  )
}
