'use client'

import { ThumbsDown, ThumbsUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { useChat } from '@/components/chat/chat-provider'
import { Button } from '@/components/ui/button'
import { api } from '@/lib/client/api'
import { RATINGS, type Rating as Rated } from '@/lib/domain/ratings'

const ICONS = { good: ThumbsUp, poor: ThumbsDown } as const

/** How it was, by one tap; another tap changes it. Not asked of somebody who reported or blocked. */
export function Rating() {
  const t = useTranslations('chat.ended.rating')
  const roomId = useChat(({ chat }) =>
    chat.phase === 'ended' && !chat.deed.reported && !chat.deed.blocked ? chat.roomId : undefined,
  )
  const [rated, setRated] = useState<Rated>()
  const [hasFailed, setFailed] = useState(false)
  if (!roomId) return null

  const rate = async (rating: Rated) => {
    const before = rated
    setRated(rating)
    const { ok } = await api.post('/api/stats/rating', { sessionId: roomId, rating })
    setFailed(!ok)
    if (!ok) setRated(before)
  }
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small">
      <p id="rating">{t('question')}</p>
      <div role="group" aria-labelledby="rating" className="flex gap-2">
        {RATINGS.map((rating) => {
          const Icon = ICONS[rating]
          return (
            <Button
              key={rating}
              look="quiet"
              className="aria-pressed:bg-accent-soft aria-pressed:text-accent-ink"
              aria-label={t(rating)}
              title={t(rating)}
              aria-pressed={rated === rating}
              onClick={() => void rate(rating)}
            >
              <Icon aria-hidden />
            </Button>
          )
        })}
      </div>
      <p role="status" className="text-muted empty:hidden">
        {hasFailed ? t('failed') : rated && t('thanks')}
      </p>
    </div>
  )
}
