'use client'

import Link from 'next/link'

import { ChangeWords } from '@/components/admin/overview/change-words'
import type { Change } from '@/lib/client/admin/analytics/overview-range'

export interface HeadlineFigure {
  readonly label: string
  /** With its unit; a dash where nothing was measured. */
  readonly value: string
  /** What it counts. */
  readonly href: string
  /** Against the window before; undefined: it is not compared. */
  readonly change: Change | undefined
}

/** The few numbers on top of a page of figures; the first is what one looks at first. */
export function HeadlineFigures({ label, figures }: { label: string; figures: readonly HeadlineFigure[] }) {
  return (
    <section aria-label={label}>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 rounded-lg border border-line bg-surface p-4 sm:grid-cols-3 lg:grid-cols-4 2xl:grid-cols-8">
        {figures.map(({ label: name, value, href, change }, index) => (
          <div
            key={name}
            className={index === 0 ? 'col-span-2 flex flex-col sm:col-span-1' : 'flex flex-col'}
          >
            <dt className="text-caption text-muted">{name}</dt>
            <dd className="flex flex-col">
              <Link
                href={href}
                className={`${index === 0 ? 'text-title' : 'text-lead'} font-[640] tabular-nums underline decoration-line decoration-1 underline-offset-4 hover:decoration-ink`}
              >
                {value}
              </Link>
              <span className="min-h-[18px] text-caption text-muted tabular-nums">
                {change && <ChangeWords change={change} />}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
