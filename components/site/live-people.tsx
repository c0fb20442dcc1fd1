'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'

import { api } from '@/lib/client/api'

/** People, each counted once. */
interface LivePeople {
  readonly online: number
  readonly waiting: number
  readonly talking: number
}

const REFRESH_MS = 15_000

/** How many people are here, as the server rendered it, then asked for again while somebody looks. */
export function LivePeople({ initial }: { initial: LivePeople }) {
  const t = useTranslations('common.live')
  const [people, setPeople] = useState(initial)

  useEffect(() => {
    const refresh = async () => {
      if (document.hidden) return
      const result = await api.get<LivePeople>('/api/stats/live')
      if (result.ok) setPeople(result.data)
    }
    const timer = setInterval(() => void refresh(), REFRESH_MS)
    const handleVisible = () => void refresh()
    document.addEventListener('visibilitychange', handleVisible)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', handleVisible)
    }
  }, [])

  return (
    <p className="flex items-center gap-2 text-small tabular-nums">
      <span
        aria-hidden
        className={
          people.online > 0 ? 'size-2 rounded-full bg-accent-ink' : 'size-2 rounded-full border border-muted'
        }
      />
      <span className="font-[560]">{t('online', { count: people.online })}</span>
      <span className="hidden text-muted sm:inline">
        {t('detail', { talking: people.talking, waiting: people.waiting })}
      </span>
    </p>
  )
}
