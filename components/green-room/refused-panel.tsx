'use client'

import { MicOff } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { RoomPanel } from '@/components/green-room/room-panel'
import { RoomTitle } from '@/components/green-room/room-title'
import { TextInstead } from '@/components/green-room/text-instead'
import { Button } from '@/components/ui/button'
import { stepsFor } from '@/lib/client/green-room/browser-steps'
import type { MediaProblem } from '@/lib/client/rtc/devices/media-problem'

interface RefusedPanelProps {
  problem: MediaProblem
  onRetry: () => void
}

/** Why there is no microphone, what to do about it in this very browser, and the way that needs none. */
export function RefusedPanel({ problem, onRetry }: RefusedPanelProps) {
  const t = useTranslations('greenroom')
  return (
    <RoomPanel
      lead={
        <>
          <MicOff aria-hidden className="size-8 text-accent-ink" />
          <RoomTitle>{t(`problem.microphone.${problem}`)}</RoomTitle>
          <p className="text-muted lg:max-w-[30rem]">{t(`problem.help.${problem}`)}</p>
        </>
      }
      action={
        <>
          <Button look="primary" size="lg" wide onClick={onRetry}>
            {t('retry')}
          </Button>
          <TextInstead />
        </>
      }
    >
      <BrowserSteps problem={problem} />
    </RoomPanel>
  )
}

const ORDER = ['one', 'two', 'three'] as const

/** The settings to change, in this browser or the system beneath it. Nothing where none helps. */
function BrowserSteps({ problem }: { problem: MediaProblem }) {
  const t = useTranslations('greenroom.steps')
  const steps = stepsFor(problem, navigator.userAgent, navigator.maxTouchPoints > 1)
  if (!steps) return null
  return (
    <ol aria-label={t('label')} className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-5">
      {ORDER.map((step, index) => (
        <li key={step} className="flex items-start gap-3">
          <span
            aria-hidden
            className="flex size-6 shrink-0 items-center justify-center rounded-full bg-accent-soft text-caption font-[640] text-accent-ink"
          >
            {index + 1}
          </span>
          <span>{t(`${steps}.${step}`)}</span>
        </li>
      ))}
    </ol>
  )
}
