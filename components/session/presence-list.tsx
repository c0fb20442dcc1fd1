import type { ReactNode } from 'react'

import { Avatar } from '@/components/ui/avatar'

export interface Present {
  readonly who: string
  readonly tone: 'own' | 'theirs'
  /** How their connection is, in a word with its sign. */
  readonly status: ReactNode
}

/** Everybody who is in a session, and how their connections are. */
export function PresenceList({ people }: { people: readonly Present[] }) {
  return (
    <ul className="flex flex-col gap-3">
      {people.map(({ who, tone, status }) => (
        <li key={tone} className="flex items-center gap-3">
          <Avatar tone={tone} />
          <div className="min-w-0 flex-1">
            <p className="truncate text-small font-[560]">{who}</p>
            {status}
          </div>
        </li>
      ))}
    </ul>
  )
}
