'use client'

import { Hourglass } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'

import { buttonLook } from '@/components/ui/button-look'
import { useSecondsLeft } from '@/lib/client/browser/use-seconds-left'
import type { Millis } from '@/lib/domain/ids'

/** A browser that is known came too often in a minute: it waits, and is then let in or told why not. */
export function GateWait({ until, onOver }: { until: Millis; onOver: () => void }) {
  const t = useTranslations('gate')
  const secondsLeft = useSecondsLeft(until)
  const isOver = secondsLeft === 0
  // It is made anew with each render, and does the same.
  const over = useRef(onOver)
  useEffect(() => {
    if (isOver) over.current()
  }, [isOver])

  return (
    <main
      id="content"
      className="mx-auto flex w-full max-w-[30rem] flex-1 flex-col justify-center gap-5 px-5 py-10"
    >
      <Hourglass aria-hidden className="size-8 text-accent-ink" />
      <h1 className="text-title font-[640]">{t('wait.title')}</h1>
      {/* The seconds are shown, and not read out one by one. */}
      <p role="status" className="text-muted">
        {t('wait.text')}
      </p>
      <p aria-hidden className="font-[560] tabular-nums">
        {isOver ? t('checking') : t('wait.seconds', { seconds: secondsLeft })}
      </p>
      <Link href="/" className={buttonLook({ size: 'lg', className: 'mt-3 sm:self-start' })}>
        {t('refused.home')}
      </Link>
    </main>
  )
}
