'use client'

import { clsx } from 'clsx'
import { CircleAlert, CircleCheck, CircleDashed, CircleOff, type LucideIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Phase } from '@/lib/client/playground/playground'

const ICONS: Readonly<Record<Phase['name'], LucideIcon>> = {
  idle: CircleOff,
  connecting: CircleDashed,
  open: CircleCheck,
  refused: CircleAlert,
  closed: CircleOff,
}

/** Where a connection stands, in words and by its sign. */
export function PhaseLine({ phase }: { readonly phase: Phase }) {
  const words = usePhaseWords()
  const Icon = ICONS[phase.name]
  return (
    <p className="flex items-start gap-2 text-small">
      <Icon
        aria-hidden
        className={clsx('mt-[3px] size-4 shrink-0', phase.name === 'idle' ? 'text-muted' : 'text-accent-ink')}
      />
      <span className="wrap-anywhere">{words(phase)}</span>
    </p>
  )
}

/** Says a phase. */
export function usePhaseWords(): (phase: Phase) => string {
  const t = useTranslations('playground.phase')
  return (phase) => {
    if (phase.name === 'closed') return t('closed', { reason: phase.reason })
    if (phase.name !== 'refused') return t(phase.name)
    return phase.reason === undefined ? t('unreachable') : t('refused', { reason: phase.reason })
  }
}
