import { clsx } from 'clsx'
import type { ReactNode } from 'react'

const tones = {
  neutral: 'bg-raised text-muted',
  accent: 'bg-accent-soft text-accent-ink',
  harm: 'bg-harm-soft text-harm-ink',
}

/** A word or number that qualifies what it stands beside. */
export function Badge({ tone = 'neutral', children }: { tone?: keyof typeof tones; children: ReactNode }) {
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1 rounded-full px-2 py-[2px] text-caption font-[560] forced-colors:border',
        tones[tone],
      )}
    >
      {children}
    </span>
  )
}
