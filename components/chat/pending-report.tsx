'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'

import { useChat, useChatActions } from '@/components/chat/chat-provider'
import { TwoCircles } from '@/components/site/two-circles'
import { Button } from '@/components/ui/button'
import type { PendingReport as Pending } from '@/lib/client/chat/chat-state'
import { useSecondsLeft } from '@/lib/client/browser/use-seconds-left'

interface PendingReportProps {
  report: Pending
  hasDialog: boolean
}

/** In the place of the conversation while its report has not arrived: nothing more of it is seen, and it can be had back. */
export function PendingReport({ report, hasDialog }: PendingReportProps) {
  const t = useTranslations('message.report')
  const isFailed = report.kind === 'failed'
  return (
    <section
      aria-labelledby="pending-report"
      className="flex min-h-0 flex-1 animate-fade flex-col justify-between gap-6 overflow-y-auto px-5 pt-8 pb-[max(16px,env(safe-area-inset-bottom))] @lg:justify-center"
    >
      <div className="flex flex-col items-center gap-2 text-center @max-lg:my-auto">
        <TwoCircles pose="apart" className="mb-4 w-36" />
        <h2 id="pending-report" className="text-lead font-[620]">
          {report.kind === 'sending' ? t('sending') : t(isFailed ? 'failedTitle' : 'title')}
        </h2>
        <p className="text-small text-muted">{t('lead')}</p>
        {report.kind === 'waiting' && <SecondsLeft until={report.until} />}
        {isFailed && <Problem problem={report.problem} />}
      </div>
      {report.kind !== 'sending' && <Choices isFailed={isFailed} hasDialog={hasDialog} />}
    </section>
  )
}

function SecondsLeft({ until }: { until: number }) {
  const t = useTranslations('message.report')
  return <p className="text-small tabular-nums">{t('seconds', { seconds: useSecondsLeft(until) })}</p>
}

function Problem({ problem }: { problem: Extract<Pending, { kind: 'failed' }>['problem'] }) {
  const t = useTranslations('chat.report')
  return (
    <p role="alert" className="text-small text-harm-ink">
      {t(problem)}
    </p>
  )
}

function Choices({ isFailed, hasDialog }: { isFailed: boolean; hasDialog: boolean }) {
  const t = useTranslations('message.report')
  const { takeBackReport, sendReport } = useChatActions()
  const isGone = useChat(
    ({ chat }) =>
      'deed' in chat && chat.deed.report?.kind === 'failed' && chat.deed.report.problem === 'gone',
  )
  const undo = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    // A dialog that closes gives focus back in a task of its own; this has to come after it.
    const timer = hasDialog ? undefined : setTimeout(() => undo.current?.focus({ preventScroll: true }))
    return () => clearTimeout(timer)
  }, [hasDialog, isFailed])
  return (
    <div className="flex flex-col gap-2 @lg:flex-row @lg:justify-center">
      {!isGone && <Button onClick={sendReport}>{t(isFailed ? 'again' : 'now')}</Button>}
      <Button ref={undo} size="lg" onClick={takeBackReport}>
        {t(isFailed ? 'drop' : 'undo')}
      </Button>
    </div>
  )
}
