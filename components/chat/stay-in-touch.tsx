'use client'

import { UserRoundCheck, UserRoundPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'

import { Control } from '@/components/call/control'
import { useChat, useChatActions } from '@/components/chat/chat-provider'
import { Button } from '@/components/ui/button'
import { buttonLook } from '@/components/ui/button-look'
import type { ChatData } from '@/lib/client/chat/chat-state'

const touchOf = ({ chat }: ChatData) =>
  chat.phase === 'chatting' || chat.phase === 'ended' ? chat.touch : undefined
const mayAsk = (data: ChatData) => {
  const touch = touchOf(data)
  return touch === undefined || touch.kind === 'failed'
}

/** While one writes with somebody. */
export function StayInTouchButton() {
  const t = useTranslations('chat.touch')
  const isOpen = useChat(mayAsk)
  const { stayInTouch } = useChatActions()
  return (
    <Button look="quiet" className="me-auto" aria-disabled={!isOpen} onClick={stayInTouch}>
      <Sign isOpen={isOpen} />
      {isOpen ? t('ask') : t('asked')}
    </Button>
  )
}

/** The same, among what one does with one's sound and picture. */
export function StayInTouchControl() {
  const t = useTranslations('chat.touch')
  const isOpen = useChat(mayAsk)
  const { stayInTouch } = useChatActions()
  return (
    <Control
      icon={<Sign isOpen={isOpen} />}
      label={isOpen ? t('ask') : t('asked')}
      isPressed={!isOpen}
      onClick={stayInTouch}
    />
  )
}

function Sign({ isOpen }: { isOpen: boolean }) {
  return isOpen ? <UserRoundPlus aria-hidden /> : <UserRoundCheck aria-hidden />
}

/** What became of the wish, while the session goes on. Here before there is anything in it, so that it is read out. */
export function StayInTouchNote() {
  const touch = useChat(touchOf)
  return (
    <div role="status" className="shrink-0">
      {touch && (
        <div className="animate-fade border-t border-line bg-raised px-4">
          <div className="reading-column flex flex-wrap items-center gap-x-3 gap-y-1 py-2 text-small">
            <Outcome />
          </div>
        </div>
      )}
    </div>
  )
}

/** After the session: nothing of it where one reported or blocked. */
export function StayInTouchOffer() {
  const t = useTranslations('chat.touch')
  const isApart = useChat(({ chat }) => chat.phase === 'ended' && (chat.deed.reported || chat.deed.blocked))
  const isOpen = useChat(mayAsk)
  const { stayInTouch } = useChatActions()
  if (isApart) return null
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small">
      {isOpen && (
        <>
          <p className="min-w-52 flex-1">{t('offer')}</p>
          <Button onClick={stayInTouch}>
            <Sign isOpen />
            {t('ask')}
          </Button>
        </>
      )}
      <div role="status" className="flex flex-1 flex-wrap items-center gap-x-3 gap-y-1 empty:hidden">
        <Outcome />
      </div>
    </div>
  )
}

function Outcome() {
  const t = useTranslations('chat.touch')
  const touch = useChat(touchOf)
  if (!touch) return null
  if (touch.kind !== 'found') return <p className="flex-1">{t(touch.kind)}</p>
  return (
    <>
      <p className="min-w-52 flex-1">{t('found')}</p>
      <Link
        href={`/messages/${encodeURIComponent(touch.conversationId)}`}
        prefetch={false}
        className={buttonLook()}
      >
        {t('open')}
      </Link>
    </>
  )
}
