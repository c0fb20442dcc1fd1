import Link from 'next/link'

import { ChangeWords } from '@/components/admin/overview/change-words'
import type { Change } from '@/lib/client/admin/analytics/overview-range'

interface FigureProps {
  label: string
  /** With its unit; a dash where nothing was measured. */
  value: string
  /** What it counts, where there is a page or a chart of it. */
  href?: string
  /** Against the window before; undefined: there is none to compare with. */
  change?: Change | undefined
  /** What stands there instead of a change. */
  note?: string
}

/** One number with its name, its unit and how it moved. */
export function Figure({ label, value, href, change, note }: FigureProps) {
  return (
    <div className="flex min-w-0 flex-col justify-between gap-1 rounded-md border border-line bg-surface px-3 py-2">
      <dt className="text-caption text-muted">{label}</dt>
      <dd className="flex flex-col">
        <span className="text-lead font-[640] tabular-nums">
          {href ? (
            <Link
              href={href}
              className="underline decoration-line decoration-1 underline-offset-4 hover:decoration-ink"
            >
              {value}
            </Link>
          ) : (
            value
          )}
        </span>
        <span className="min-h-[18px] text-caption text-muted tabular-nums">
          {change ? <ChangeWords change={change} /> : note}
        </span>
      </dd>
    </div>
  )
}
