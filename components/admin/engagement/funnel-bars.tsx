'use client'

import type { EngagementReport } from '@/lib/contracts/omegoo/figure-tables'

/** The steps as bars under each other; the table below them has the numbers. */
export function FunnelBars({ funnel }: Pick<EngagementReport, 'funnel'>) {
  const most = Math.max(1, ...funnel.map(({ count }) => count))
  return (
    <svg
      aria-hidden
      viewBox={`0 0 100 ${funnel.length * 8}`}
      preserveAspectRatio="none"
      className="h-40 w-full rounded-sm"
    >
      {funnel.map(({ step, count }, index) => (
        <g key={step}>
          <rect x="0" y={index * 8 + 1} width="100" height="6" fill="var(--color-raised)" />
          <rect x="0" y={index * 8 + 1} width={(100 * count) / most} height="6" fill="var(--color-accent)" />
        </g>
      ))}
    </svg>
  )
}
