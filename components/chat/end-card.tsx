'use client'

import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import { useEffect, useRef, useState } from 'react'

import { useChat, useChatActions } from '@/components/chat/chat-provider'
import { DraftOffer } from '@/components/chat/draft-offer'
import { Rating } from '@/components/chat/rating'
import { StayInTouchOffer } from '@/components/chat/stay-in-touch'
import { ReceiptButton } from '@/components/receipts/receipt-button'
import { Button } from '@/components/ui/button'
import type { ChatData } from '@/lib/client/chat/chat-state'
import { endWords } from '@/lib/client/chat/end-words'
import { useTypedPast } from '@/lib/client/chat/compose/use-typed-past'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

const CallSummary = dynamic(
  untilLoaded(() => import('@/components/call/call-summary').then((module) => module.CallSummary)),
  { ssr: false },
)

/** Why it is over, kindly worded, and what one may do now. Focus comes here unless a dialog has it. */
export function EndCard({ hasDialog }: { hasDialog: boolean }) {
  const t = useTranslations('chat.ended')
  const key = useChat(({ chat }) => endWords(chat))
  const hadSound = useChat(({ chat }) => chat.phase === 'ended' && chat.chatType !== 'text')
  // A report parts the two for good, whether or not one was blocked before.
  const mayUnblock = useChat(({ chat }) => chat.phase === 'ended' && chat.deed.blocked && !chat.deed.reported)
  const { next, rest } = useChatActions()
  const button = useRef<HTMLButtonElement>(null)
  // Of the first look: a draft that is dismissed changes nothing.
  const [wasWriting] = useState(useChat(isCutOff))
  useTypedPast(wasWriting)

  useEffect(() => {
    // A dialog that closes gives focus back in a task of its own; this has to come after it.
    const timer = hasDialog ? undefined : setTimeout(() => button.current?.focus({ preventScroll: true }))
    return () => clearTimeout(timer)
  }, [hasDialog])

  return (
    <section
      aria-labelledby="ended-title"
      className="shrink-0 animate-rise border-t border-line bg-raised px-5 pt-5 pb-[max(16px,env(safe-area-inset-bottom))] @lg:px-4"
    >
      <div className="reading-column flex flex-col gap-4">
        <div className="flex flex-col gap-1">
          <h2 id="ended-title" className="text-lead font-[620]">
            {t(`${key}.title`)}
          </h2>
          <p className="text-small text-muted">{t(`${key}.text`)}</p>
          {hadSound && <CallSummary />}
        </div>
        <Rating />
        <StayInTouchOffer />
        {mayUnblock && <UndoBlock />}
        <ReceiptOfTalk />
        <DraftOffer onDismiss={() => button.current?.focus()} />
        <div className="flex flex-col gap-2 @lg:flex-row-reverse @lg:justify-end">
          <Button ref={button} look="primary" size="lg" onClick={next} className="@lg:flex-1">
            {t('next')}
          </Button>
          <Button size="lg" onClick={rest}>
            {t('change')}
          </Button>
        </div>
      </div>
    </section>
  )
}

/** What was stored of the session that is over. */
function ReceiptOfTalk() {
  const roomId = useChat(({ chat }) => (chat.phase === 'ended' ? chat.roomId : undefined))
  return roomId === undefined ? null : <ReceiptButton sessionId={roomId} />
}

/** It ended while one was writing, and not by oneself. */
function isCutOff({ chat, draftOffer }: ChatData): boolean {
  return chat.phase === 'ended' && chat.reason !== 'you_left' && draftOffer !== undefined
}

function UndoBlock() {
  const t = useTranslations('chat.ended')
  const { unblock } = useChatActions()
  const [state, setState] = useState<'ready' | 'busy' | 'failed'>('ready')
  const undo = async () => {
    setState('busy')
    const outcome = await unblock()
    if (outcome !== 'done') setState('failed')
  }
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button busy={state === 'busy'} onClick={() => void undo()}>
        {t('undo')}
      </Button>
      <p role="alert" className="text-small text-harm-ink">
        {state === 'failed' && t('undoFailed')}
      </p>
    </div>
  )
}
