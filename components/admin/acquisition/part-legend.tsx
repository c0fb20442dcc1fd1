import type { Part } from '@/components/admin/acquisition/parts'

interface PartLegendProps {
  parts: readonly Part[]
  /** Name of the line across the bars; undefined: there is none. */
  line: string | undefined
}

/** Which part of a bar is which, in the order from the bottom up. */
export function PartLegend({ parts, line }: PartLegendProps) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-caption text-muted">
      {parts.map(({ label, fill }) => (
        <li key={label} className="flex max-w-full items-center gap-2">
          <svg aria-hidden viewBox="0 0 12 12" className="size-3 shrink-0">
            <rect width="12" height="12" rx="3" fill={fill} />
          </svg>
          <span className="truncate">{label}</span>
        </li>
      ))}
      {line && (
        <li className="flex items-center gap-2">
          <svg aria-hidden viewBox="0 0 24 4" className="h-1 w-6">
            <line
              x1="0"
              y1="2"
              x2="24"
              y2="2"
              strokeWidth="2"
              stroke="var(--color-ink)"
              strokeDasharray="5 4"
            />
          </svg>
          {line}
        </li>
      )}
    </ul>
  )
}
