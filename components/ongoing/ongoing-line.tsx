'use client'

import { clsx } from 'clsx'
import {
  ArrowRight,
  CircleDashed,
  MessageCircle,
  MessageCircleOff,
  Mic,
  MicOff,
  WifiOff,
  X,
} from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { IconButton } from '@/components/ui/icon-button'

export type OngoingState =
  | { readonly kind: 'here'; readonly unread?: number }
  /** The partner is away, and may come back for so long. */
  | { readonly kind: 'gone'; readonly secondsLeft: number; readonly unread?: number }
  /** One's own connection is lost; the conversation is kept for so long. */
  | { readonly kind: 'kept'; readonly secondsLeft: number; readonly unread?: number }
  | { readonly kind: 'ended' }

interface OngoingLineProps {
  state: OngoingState
  /** The page of the session's kind. */
  href: string
  /** Takes the line away; only what is over can be dismissed. */
  onDismiss?: () => void
  /** One's microphone goes on while one is on another page. */
  microphone?: { readonly isMuted: boolean; readonly onMute: (isMuted: boolean) => void }
}

const signs = {
  here: <MessageCircle aria-hidden />,
  gone: <CircleDashed aria-hidden />,
  kept: <WifiOff aria-hidden />,
  ended: <MessageCircleOff aria-hidden />,
}

/** One line at the top that leads back. It has room of its own, stays in view, and is one target to tap. */
export function OngoingLine({ state, href, onDismiss, microphone }: OngoingLineProps) {
  const t = useTranslations('ongoing')
  const isOverdue = state.kind === 'kept' && state.secondsLeft === 0
  const words = isOverdue ? t('overdue') : t(state.kind)
  const unread = 'unread' in state ? (state.unread ?? 0) : 0
  const isOver = state.kind === 'ended'
  return (
    <aside
      aria-label={t('label')}
      className={clsx(
        'sticky top-0 z-30 border-b border-line pt-[env(safe-area-inset-top)] text-small',
        isOver ? 'bg-raised text-ink' : 'bg-accent-soft text-accent-ink',
      )}
    >
      <div className="mx-auto flex w-full max-w-6xl items-center px-2 lg:px-5">
        <Link
          href={href}
          className="group flex min-h-14 min-w-0 flex-1 items-center gap-3 rounded-sm px-3 py-1 [&>svg]:size-5 [&>svg]:shrink-0"
        >
          {signs[state.kind]}
          <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3">
            <span role="status" className="font-[560]">
              {words}
            </span>
            <Seconds state={state} />
          </span>
          {unread > 0 && <Unread count={unread} />}
          <span className="font-[620] underline-offset-4 group-hover:underline">
            {isOver ? t('open') : t('back')}
          </span>
          <ArrowRight aria-hidden className="rtl:-scale-x-100" />
        </Link>
        {microphone && (
          <IconButton
            label={t(microphone.isMuted ? 'unmute' : 'mute')}
            icon={microphone.isMuted ? <MicOff aria-hidden /> : <Mic aria-hidden />}
            className="text-inherit!"
            tip="below"
            tipAt="end"
            onClick={() => microphone.onMute(!microphone.isMuted)}
          />
        )}
        {onDismiss && (
          <IconButton
            label={t('dismiss')}
            icon={<X aria-hidden />}
            tip="below"
            tipAt="end"
            onClick={onDismiss}
          />
        )}
      </div>
    </aside>
  )
}

/** On a phone the number alone, so that the line keeps its height. */
function Unread({ count }: { count: number }) {
  const t = useTranslations('ongoing')
  return (
    <span className="min-w-6 rounded-full bg-accent px-2 py-[2px] text-center text-caption font-[620] whitespace-nowrap text-on-accent tabular-nums forced-colors:border">
      <span aria-hidden className="sm:hidden">
        {count}
      </span>
      <span className="max-sm:sr-only">{t('unread', { count })}</span>
    </span>
  )
}

/** Outside the status: a number that changes every second must not be read out every second. */
function Seconds({ state }: { state: OngoingState }) {
  const t = useTranslations('ongoing')
  if ((state.kind !== 'gone' && state.kind !== 'kept') || state.secondsLeft === 0) return null
  return (
    <span aria-hidden className="whitespace-nowrap tabular-nums">
      {t(`${state.kind}Seconds`, { seconds: state.secondsLeft })}
    </span>
  )
}
