'use client'

import { useTranslations } from 'next-intl'

import { useChat } from '@/components/chat/chat-provider'
import { useMedia, useMediaActions } from '@/components/call/use-media'
import { Button } from '@/components/ui/button'
import { useElapsed } from '@/lib/client/browser/use-elapsed'

/** How the line is, and for how long one has been together. */
export function LineState() {
  const t = useTranslations('call')
  const link = useMedia((data) => data.link)
  const since = useChat(({ chat }) => (chat.phase === 'chatting' ? chat.since : undefined))
  const elapsed = useElapsed(since)
  const actions = useMediaActions()
  const isLacking = useMedia((data) => data.lacking !== undefined)
  const found = link?.kind ?? 'prepared'
  // Who has not been heard yet has had no line that could be lost.
  const kind = found === 'reconnecting' && isLacking ? 'connecting' : found
  const isTrouble = kind === 'reconnecting' || kind === 'failed'
  return (
    <div className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1 text-small">
      <p role="status" data-state={kind} className={isTrouble ? 'font-[560] text-ink' : 'text-muted'}>
        {t(`state.${kind}`)}
      </p>
      <p className="text-muted tabular-nums">
        <span className="sr-only">{t('duration')} </span>
        {elapsed}
      </p>
      {isTrouble && <Button onClick={actions?.retryLine}>{t('retryLine')}</Button>}
    </div>
  )
}
