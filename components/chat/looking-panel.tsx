'use client'

import dynamic from 'next/dynamic'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'

import { useChat, useChatActions, useConnection } from '@/components/chat/chat-provider'
import { DraftOffer } from '@/components/chat/draft-offer'
import { Panel } from '@/components/chat/panel'
import { TwoCircles } from '@/components/site/two-circles'
import { Button } from '@/components/ui/button'
import { useIsRecent } from '@/lib/client/browser/use-seconds-left'
import { useIsAlone } from '@/lib/client/chat/use-is-alone'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

const CallBackChoice = dynamic(
  untilLoaded(() => import('@/components/chat/call-back-choice').then((module) => module.CallBackChoice)),
  { ssr: false },
)

const Suggestion = dynamic(
  untilLoaded(() => import('@/components/call/suggestion').then((module) => module.Suggestion)),
  {
    ssr: false,
  },
)

/** After this long it is fair to say that no one else is there. */
const QUIET_MS = 20_000
const MINUTE_SECONDS = 60

/** Waiting in line: where, how long it usually takes, and the way out. */
export function LookingPanel() {
  const t = useTranslations('chat.looking')
  const list = new Intl.ListFormat(useLocale(), { type: 'unit' })
  const interests = useChat((data) => data.interests)
  const { cancel } = useChatActions()
  const isSuggested = useChat(({ chat }) => chat.phase === 'looking' && chat.suggest !== undefined)
  const button = useRef<HTMLButtonElement>(null)

  useEffect(() => button.current?.focus({ preventScroll: true }), [])

  return (
    <Panel
      lead={
        <div className="flex flex-1 flex-col items-center justify-center gap-3 text-center sm:flex-none @4xl:items-start @4xl:text-start">
          <TwoCircles pose="apart" className="mb-6 w-52 animate-breathe @4xl:w-72" />
          <h1 className="text-title font-[640] @4xl:text-display">{t('title')}</h1>
          <Place />
          {interests.length > 0 && (
            <p className="text-small text-muted">
              {t('interests')} <bdi className="font-[560] text-ink">{list.format(interests)}</bdi>
            </p>
          )}
        </div>
      }
      action={
        <>
          <DraftOffer onDismiss={() => button.current?.focus()} />
          <Button ref={button} size="lg" wide onClick={cancel} aria-keyshortcuts="Escape">
            {t('cancel')}
          </Button>
        </>
      }
    >
      {isSuggested && <Suggestion />}
      <CallBack />
    </Panel>
  )
}

/** One may look at something else meanwhile. */
function CallBack() {
  const t = useTranslations('message.call')
  return (
    <section aria-labelledby="call-back" className="rounded-lg border border-line bg-surface p-4">
      <h2 id="call-back" className="font-[620]">
        {t('title')}
      </h2>
      <p className="mb-1 text-small text-muted">{t('lead')}</p>
      <CallBackChoice />
    </section>
  )
}

function Place() {
  const t = useTranslations('chat.looking')
  const [connection] = useConnection()
  const place = useChat(({ chat }) => (chat.phase === 'looking' ? chat.queue : undefined))
  const since = useChat(({ chat }) => (chat.phase === 'looking' ? chat.since : undefined))
  const isEarly = useIsRecent(since, QUIET_MS)
  const isAlone = useIsAlone()

  if (connection.status !== 'online') return <p className="text-muted">{t('disconnected')}</p>
  if (!place) return <p className="text-muted">{t('joining')}</p>
  const { position, estimateSeconds } = place
  const isLong = estimateSeconds >= 2 * MINUTE_SECONDS
  return (
    <div className="flex flex-col gap-1 text-muted tabular-nums">
      <p className="text-lead text-ink">{t('position', { position })}</p>
      {isAlone ? (
        <p>{t('alone')}</p>
      ) : !isEarly && position === 1 ? (
        <p>{t('quiet')}</p>
      ) : estimateSeconds <= 1 ? (
        <p>{t('soon')}</p>
      ) : isLong ? (
        <p>{t('estimateMinutes', { minutes: Math.round(estimateSeconds / MINUTE_SECONDS) })}</p>
      ) : (
        <p>{t('estimate', { seconds: estimateSeconds })}</p>
      )}
    </div>
  )
}
