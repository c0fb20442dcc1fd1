'use client'

import { Coffee, Flower2, Star } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'

import { useAppHolder } from '@/components/app/app-context'
import { useChat } from '@/components/chat/chat-provider'
import { Button } from '@/components/ui/button'
import { buttonLook } from '@/components/ui/button-look'
import { Dialog } from '@/components/ui/dialog'
import { sessionOf } from '@/lib/client/chat/send-message'
import { randomId } from '@/lib/client/random-id'
import { type Gift, GIFTS, GOODS } from '@/lib/domain/payments/goods'

const SIGNS = { flower: Flower2, coffee: Coffee, star: Star }
const INSUFFICIENT_COINS = 4004
type Problem = 'poor' | 'failed'

/** Small gifts to choose from, each paid at once. */
export function GiftDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('message.gift')
  const format = useFormatter()
  const app = useAppHolder()
  const roomId = useChat(({ chat }) => (chat.phase === 'chatting' ? chat.roomId : undefined))
  // The same until it succeeded, so that a press whose answer was lost is paid once.
  const [key, setKey] = useState(randomId)
  const [busy, setBusy] = useState<Gift>()
  const [problem, setProblem] = useState<Problem>()

  const handleGive = async (gift: Gift) => {
    const socket = app.current()?.socket.omegoo
    if (!socket || roomId === undefined) return
    setBusy(gift)
    const wish = { sessionId: sessionOf(roomId), gift, key: `${key} ${gift}` }
    const answer = await socket.request('send-gift', wish)
    setBusy(undefined)
    if (answer?.success) {
      setKey(randomId())
      return onClose()
    }
    setProblem(answer?.code === INSUFFICIENT_COINS ? 'poor' : 'failed')
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      description={t('text', { price: format.number(GOODS.gift.price) })}
      closeLabel={t('close')}
      actions={
        problem === 'poor' && (
          <Link href="/wallet" prefetch={false} className={buttonLook({ look: 'primary' })}>
            {t('wallet')}
          </Link>
        )
      }
    >
      <ul className="grid grid-cols-3 gap-2">
        {GIFTS.map((gift) => {
          const Sign = SIGNS[gift]
          return (
            <li key={gift}>
              <Button
                wide
                size="lg"
                className="flex-col py-3"
                busy={busy === gift}
                onClick={() => void handleGive(gift)}
              >
                <Sign aria-hidden />
                {t(`name.${gift}`)}
              </Button>
            </li>
          )
        })}
      </ul>
      <p role="alert" className="text-small empty:hidden">
        {problem && t(problem)}
      </p>
    </Dialog>
  )
}
