import { type Series, TONES } from '@/components/admin/chart/series'

/** Which line is which. */
export function Legend({ series }: { series: readonly Series[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-caption text-muted">
      {series.map(({ key, label, tone }) => (
        <li key={key} className="flex items-center gap-2">
          <svg aria-hidden viewBox="0 0 24 4" className="h-1 w-6">
            <line
              x1="0"
              y1="2"
              x2="24"
              y2="2"
              strokeWidth="2.5"
              stroke={TONES[tone].stroke}
              strokeDasharray={TONES[tone].dashes}
            />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  )
}
