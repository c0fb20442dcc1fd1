'use client'

import { useFormatter, useTranslations } from 'next-intl'

import { addDays, type Day, dayOf } from '@/lib/domain/days'

interface DayBarsProps {
  days: readonly { readonly day: string; readonly messages: number }[]
  /** How many, up to today. */
  count: number
  /** Epoch ms. */
  now: number
  tall?: boolean
}

const DAY = { day: 'numeric', month: 'short' } as const
/** Of each bar with its gap. */
const STEP = 6

/** Messages of the last days, a bar for each; in words for who does not see it. */
export function DayBars({ days, count, now, tall = false }: DayBarsProps) {
  const t = useTranslations('admin.conversations')
  const format = useFormatter()
  const byDay = new Map(days.map(({ day, messages }) => [day, messages]))
  const first = addDays(dayOf(now), 1 - count)
  const all = Array.from({ length: count }, (_, index): Day => addDays(first, index))
  const most = Math.max(1, ...byDay.values())
  const height = tall ? 72 : 24
  const total = all.reduce((sum, day) => sum + (byDay.get(day) ?? 0), 0)
  return (
    <svg
      role="img"
      aria-label={t('inDays', { messages: total, days: count })}
      viewBox={`0 0 ${count * STEP} ${height}`}
      preserveAspectRatio="none"
      className={tall ? 'h-[72px] w-full' : 'h-6 w-[84px]'}
    >
      {all.map((day, index) => {
        const messages = byDay.get(day) ?? 0
        const size = messages === 0 ? 1 : Math.max(2, (messages / most) * height)
        return (
          <rect
            key={day}
            x={index * STEP}
            y={height - size}
            width={STEP - 2}
            height={size}
            className={messages === 0 ? 'fill-line' : 'fill-accent'}
          >
            <title>{`${format.dateTime(new Date(day), DAY)}: ${format.number(messages)}`}</title>
          </rect>
        )
      })}
    </svg>
  )
}
