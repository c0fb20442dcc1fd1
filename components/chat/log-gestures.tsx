'use client'

import { clsx } from 'clsx'
import { Reply, SkipForward } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, type RefObject } from 'react'

import { useChatActions } from '@/components/chat/chat-provider'
import { useReply } from '@/components/chat/use-reply'
import type { Swipe } from '@/lib/client/browser/gestures/swipe'
import { useSwipe } from '@/lib/client/browser/gestures/use-swipe'

/** Leaving is not undone, so it takes a long way; px, and the share of a narrow log. */
const LEAVE_PX = 160
const LEAVE_SHARE = 0.4
const REPLY_PX = 56

type Hint = Pick<Swipe, 'towards' | 'isFarEnough'>

/**
 * Swiping over the log: towards the start of a line to the next person, a message towards its end to reply to it. Says what letting go
 * would do, and changes nothing before; the buttons for both are "Next" and the one in a message's menu.
 */
export function LogGestures({ log }: { log: RefObject<HTMLElement | null> }) {
  const { next } = useChatActions()
  const reply = useReply()
  const [hint, setHint] = useState<Hint>()

  useSwipe(log, {
    enough: (target) => ({
      start: Math.min(LEAVE_PX, (log.current?.clientWidth ?? Infinity) * LEAVE_SHARE),
      ...(messageOf(target) && { end: REPLY_PX }),
    }),
    moves: (towards, target) =>
      towards === 'end' ? messageOf(target) : (log.current?.querySelector<HTMLElement>(':scope > *') ?? null),
    onProgress: (swipe) => setHint((before) => toHint(before, swipe)),
    onSwipe: (towards, target) => {
      if (towards === 'start') return next()
      const key = messageOf(target)?.dataset['reply']
      if (key !== undefined) reply(key)
    },
  })
  return hint && <GestureHint hint={hint} />
}

/** The message under a finger, when it can be replied to. */
function messageOf(target: Element): HTMLElement | null {
  return target.closest<HTMLElement>('[data-reply]')
}

/** The same object while nothing changes that is shown. */
function toHint(before: Hint | undefined, swipe: Swipe | undefined): Hint | undefined {
  if (!swipe) return undefined
  const { towards, isFarEnough } = swipe
  return before?.towards === towards && before.isFarEnough === isFarEnough ? before : { towards, isFarEnough }
}

function GestureHint({ hint: { towards, isFarEnough } }: { hint: Hint }) {
  const t = useTranslations('chat.gestures')
  return (
    // For the eyes and a finger; screen readers have gestures of their own.
    <p
      aria-hidden
      className={clsx(
        'pointer-events-none absolute inset-x-0 top-3 mx-auto flex min-h-11 w-fit items-center gap-2 rounded-full px-4 text-small font-[560] shadow-mid transition-colors [&_svg]:size-5 rtl:[&_svg]:-scale-x-100',
        isFarEnough ? 'bg-accent text-on-accent' : 'bg-ink text-canvas',
      )}
    >
      {towards === 'start' ? <SkipForward /> : <Reply />}
      {towards === 'start' ? t(isFarEnough ? 'nextGo' : 'next') : t(isFarEnough ? 'replyGo' : 'reply')}
    </p>
  )
}
