'use client'

import { Coffee, Flower2, Star } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'

import { useAppHolder } from '@/components/app/app-context'
import { useChat } from '@/components/chat/chat-provider'
import { followGifts, type GivenGift } from '@/lib/client/chat/gifts'
import { browserClock } from '@/lib/client/clock'

const SIGNS = { flower: Flower2, coffee: Coffee, star: Star }
/** Long enough to be seen by somebody who is writing. */
const SHOWN_MS = 12_000

/** The last gift of the session, for a while; read out when it comes. */
export function GiftNote() {
  const t = useTranslations('message.gift')
  const app = useAppHolder()
  const roomId = useChat(({ chat }) => (chat.phase === 'chatting' ? chat.roomId : undefined))
  const [given, setGiven] = useState<GivenGift>()
  useEffect(() => followGifts(app, setGiven), [app])
  useEffect(() => (given ? browserClock.later(SHOWN_MS, () => setGiven(undefined)) : undefined), [given])

  const isHere = given && roomId?.endsWith(given.sessionId)
  const Sign = given && SIGNS[given.gift]
  return (
    <div role="status" className="shrink-0">
      {isHere && Sign && (
        <div className="animate-fade border-t border-line bg-accent-soft px-4 text-accent-ink">
          <p className="reading-column flex items-center gap-3 py-2 text-small font-[560]">
            <Sign aria-hidden className="size-6 shrink-0 animate-rise" />
            {t(given.mine ? 'gave' : 'got', { gift: t(`a.${given.gift}`) })}
          </p>
        </div>
      )}
    </div>
  )
}
