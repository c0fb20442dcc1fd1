'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'

import { api } from '@/lib/client/api'
import { liveLine, type LivePeople as People } from '@/lib/client/realtime/live-people'

const REFRESH_MS = 15_000
const NOBODY: People = { online: 0, waiting: 0, talking: 0 }

/**
 * How many people are here, as the server rendered it, then asked for again while the page is looked at. Nothing while there is
 * nobody to count, or no answer to count by.
 */
export function LivePeople({ initial }: { initial: People }) {
  const t = useTranslations('common.live')
  const list = new Intl.ListFormat(useLocale(), { type: 'unit' })
  const [people, setPeople] = useState<People | undefined>(initial)

  useEffect(() => {
    const refresh = async () => {
      if (document.hidden) return
      const result = await api.get<People>('/api/stats/live')
      setPeople(result.ok ? result.data : undefined)
    }
    const timer = setInterval(() => void refresh(), REFRESH_MS)
    const handleVisible = () => void refresh()
    document.addEventListener('visibilitychange', handleVisible)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', handleVisible)
    }
  }, [])

  const { online, doing } = liveLine(people ?? NOBODY)
  if (online === 0) return null
  return (
    <p className="flex items-center gap-2 text-small tabular-nums">
      <span aria-hidden className="size-2 rounded-full bg-accent-ink" />
      <span className="font-[560]">{t('online', { count: online })}</span>
      {doing.length > 0 && (
        <span className="hidden text-muted sm:inline">
          {list.format(doing.map(({ what, count }) => t(what, { count })))}
        </span>
      )}
    </p>
  )
}
