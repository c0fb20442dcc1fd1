'use client'

import { clsx } from 'clsx'
import { Coffee, Flower2, Star } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'

import { useAppHolder } from '@/components/app/app-context'
import { useChat } from '@/components/chat/chat-provider'
import { Button } from '@/components/ui/button'
import { buttonLook } from '@/components/ui/button-look'
import { Dialog } from '@/components/ui/dialog'
import { useLoaded } from '@/lib/client/account/use-loaded'
import { sessionOf } from '@/lib/client/chat/send-message'
import { walletRest } from '@/lib/client/payments/wallet-rest'
import { randomId } from '@/lib/client/random-id'
import { type Gift, GIFTS, GOODS } from '@/lib/domain/payments/goods'

const SIGNS = { flower: Flower2, coffee: Coffee, star: Star }
const INSUFFICIENT_COINS = 4004
type Problem = 'poor' | 'failed'

/** Small gifts to choose from: first which one, then the press that pays it. */
export function GiftDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('message.gift')
  const format = useFormatter()
  const app = useAppHolder()
  const roomId = useChat(({ chat }) => (chat.phase === 'chatting' ? chat.roomId : undefined))
  // The same until it succeeded, so that a press whose answer was lost is paid once.
  const [key, setKey] = useState(randomId)
  const [gift, setGift] = useState<Gift>(GIFTS[0])
  const [isBusy, setIsBusy] = useState(false)
  const { state } = useLoaded(walletRest.wallet)
  const balance = state.phase === 'ready' ? state.data.balance : undefined
  const isTooPoor = balance !== undefined && balance < GOODS.gift.price
  const [problem, setProblem] = useState<Problem>()

  const handleGive = async () => {
    const socket = app.current()?.socket.omegoo
    if (!socket || roomId === undefined) return
    setIsBusy(true)
    const wish = { sessionId: sessionOf(roomId), gift, key: `${key} ${gift}` }
    const answer = await socket.request('send-gift', wish)
    setIsBusy(false)
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
        problem === 'poor' || isTooPoor ? (
          <Link href="/wallet" prefetch={false} className={buttonLook({ look: 'primary' })}>
            {t('wallet')}
          </Link>
        ) : (
          <Button look="primary" busy={isBusy} onClick={() => void handleGive()}>
            {t('give', { price: format.number(GOODS.gift.price) })}
          </Button>
        )
      }
    >
      <p role="status" className="min-h-6 text-small font-[560] tabular-nums">
        {balance !== undefined && t('balance', { count: balance })}
      </p>
      <fieldset className="grid grid-cols-3 gap-2">
        <legend className="sr-only">{t('choose')}</legend>
        {GIFTS.map((one) => (
          <GiftChoice key={one} gift={one} isChosen={one === gift} onChoose={() => setGift(one)} />
        ))}
      </fieldset>
      <p role="alert" className="text-small empty:hidden">
        {problem ? t(problem) : isTooPoor && t('poor')}
      </p>
    </Dialog>
  )
}

function GiftChoice({ gift, isChosen, onChoose }: { gift: Gift; isChosen: boolean; onChoose: () => void }) {
  const t = useTranslations('message.gift.name')
  const Sign = SIGNS[gift]
  return (
    <label
      className={clsx(
        'relative flex min-h-20 flex-col items-center justify-center gap-2 rounded-md border text-small font-[560] has-focus-visible:outline-3 has-focus-visible:outline-accent-ink [&_svg]:size-5',
        isChosen
          ? 'border-accent-ink bg-accent-soft text-accent-ink'
          : 'border-line hover:border-line-strong',
      )}
    >
      <input
        type="radio"
        name="gift"
        className="absolute inset-0 appearance-none outline-none"
        checked={isChosen}
        onChange={onChoose}
      />
      <Sign aria-hidden />
      {t(gift)}
    </label>
  )
}
