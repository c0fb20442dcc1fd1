'use client'

import { ArrowDownLeft, ArrowUpRight, Check } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { memo } from 'react'
import { CopyButton } from '@/components/playground/copy-button'
import { Badge } from '@/components/ui/badge'
import { type Acknowledgement, type Frame, refusalIn } from '@/lib/client/playground/frames'
import type { Verdict } from '@/lib/client/playground/verdict'

/** One frame: who, which way, what and when; its payload when opened. */
export const FrameRow = memo(function FrameRow({ frame }: { readonly frame: Frame }) {
  const t = useTranslations('playground.frames')
  const { person, direction, event, payload, bytes, verdict, answer } = frame
  const Arrow = direction === 'sent' ? ArrowUpRight : ArrowDownLeft
  return (
    <li data-direction={direction} className="px-3 py-2">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Arrow aria-hidden className="size-4 shrink-0 text-muted" />
        <span className="text-small font-[560]">{person}</span>
        <span className="sr-only">{t(direction)}</span>
        <code className="text-small font-semibold wrap-anywhere">{event}</code>
        <VerdictMark verdict={verdict} />
        <span className="ms-auto text-caption text-muted tabular-nums">
          <FrameTime at={frame.at} /> · {t('bytes', { count: bytes })}
        </span>
      </div>
      <RefusalWords payload={payload} />
      <Payload title={event} payload={payload} />
      {answer === 'asked' && <p className="text-caption text-muted">{t('waiting')}</p>}
      {answer && answer !== 'asked' && <AnswerPart event={event} answer={answer} />}
    </li>
  )
})

function AnswerPart({ event, answer }: { readonly event: string; readonly answer: Acknowledgement }) {
  const t = useTranslations('playground.frames')
  return (
    <div className="mt-1 border-s-2 border-line ps-3">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-caption text-muted">
        {t('answer', { ms: answer.roundTripMs })}
        <VerdictMark verdict={answer.verdict} />
        <span className="ms-auto tabular-nums">{t('bytes', { count: answer.bytes })}</span>
      </p>
      <RefusalWords payload={answer.payload} />
      <Payload title={event} payload={answer.payload} />
    </div>
  )
}

function Payload({ title, payload }: { readonly title: string; readonly payload: unknown }) {
  const t = useTranslations('playground.frames')
  if (payload === undefined) return <p className="text-caption text-muted">{t('noPayload')}</p>
  const text = JSON.stringify(payload, null, 2)
  return (
    <details className="group text-caption">
      <summary className="flex min-h-11 cursor-pointer items-center">
        <code className="line-clamp-1 text-muted wrap-anywhere group-open:hidden">
          {JSON.stringify(payload)}
        </code>
        <code className="hidden text-muted group-open:inline">{'{…}'}</code>
      </summary>
      <pre dir="ltr" tabIndex={0} className="max-h-96 overflow-auto rounded-sm bg-raised p-3">
        {text}
      </pre>
      <CopyButton
        label={t('copy')}
        ariaLabel={t('copyEvent', { event: title })}
        done={t('copied')}
        text={text}
      />
    </details>
  )
}

/** Whether the payload is as documented; how it differs, in words beneath. */
function VerdictMark({ verdict }: { readonly verdict: Verdict }) {
  const t = useTranslations('playground.frames')
  if (verdict.kind === 'fits') {
    return (
      <span title={t('fits')} className="text-muted">
        <Check aria-hidden className="size-4" />
        <span className="sr-only">{t('fits')}</span>
      </span>
    )
  }
  if (verdict.kind === 'unknown') return <Badge>{t('unknown')}</Badge>
  return (
    <>
      <Badge tone="accent">{t('differs')}</Badge>
      <span lang="en" className="text-caption wrap-anywhere">
        {verdict.issues.join('; ')}
      </span>
    </>
  )
}

function RefusalWords({ payload }: { readonly payload: unknown }) {
  const t = useTranslations('playground.frames')
  const refusal = refusalIn(payload)
  if (!refusal) return null
  const { code, name, description } = refusal
  return (
    <p lang="en" className="mt-1 text-small">
      {t('refusal', { code: String(code), name, description })}
    </p>
  )
}

function FrameTime({ at }: { readonly at: number }) {
  const format = useFormatter()
  return (
    <time dateTime={new Date(at).toISOString()}>
      {format.dateTime(at, {
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
        fractionalSecondDigits: 3,
        hour12: false,
      })}
    </time>
  )
}
