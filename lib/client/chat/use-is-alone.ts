'use client'

import { useEffect, useState } from 'react'

import { api } from '@/lib/client/api'
import type { LivePeople } from '@/lib/client/realtime/live-people'

const REFRESH_MS = 15_000

/** Whether nobody but oneself is here, as far as the server says; asked for while one looks at the page, and false until it is known. */
export function useIsAlone(): boolean {
  const [isAlone, setIsAlone] = useState(false)
  useEffect(() => {
    let isWanted = true
    const refresh = async () => {
      if (document.hidden) return
      const result = await api.get<LivePeople>('/api/stats/live')
      if (isWanted) setIsAlone(result.ok && result.data.online <= 1)
    }
    void refresh()
    const timer = setInterval(() => void refresh(), REFRESH_MS)
    return () => {
      isWanted = false
      clearInterval(timer)
    }
  }, [])
  return isAlone
}
