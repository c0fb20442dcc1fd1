import { CircleDashed, WifiOff } from 'lucide-react'
import type { ReactNode } from 'react'

/** `here` and `active` are connected, `gone` lost the connection, `away` means that one's own is lost, `over` that it ended. */
export type StatusSign = 'here' | 'active' | 'gone' | 'away' | 'over'

const signs: Record<StatusSign, ReactNode> = {
  here: <span aria-hidden className="size-2 rounded-full bg-accent-ink" />,
  active: <span aria-hidden className="size-2 animate-breathe rounded-full bg-accent-ink" />,
  gone: <CircleDashed aria-hidden className="size-3" />,
  away: <WifiOff aria-hidden className="size-3" />,
  over: <span aria-hidden className="size-2 rounded-full border border-muted" />,
}

/** How a person's connection is: a sign of its own shape, and a word. */
export function StatusLine({ sign, children }: { sign: StatusSign; children: string }) {
  return (
    <p className="flex min-w-0 items-center gap-2 text-caption text-muted [&>:first-child]:shrink-0">
      {signs[sign]}
      <span className="truncate">{children}</span>
    </p>
  )
}
