'use client'

import { useTranslations } from 'next-intl'
import { usePhaseWords } from '@/components/playground/phase-line'
import { usePlaygroundState } from '@/components/playground/playground-context'

/** Tells screen readers how the connections stand. Frames are not read out: they come too fast; the log is there. */
export function PlaygroundAnnouncer() {
  const t = useTranslations('playground.phase')
  const words = usePhaseWords()
  const people = usePlaygroundState((state) => state.people)
  return (
    <ul aria-live="polite" className="sr-only">
      {people
        .filter(({ phase }) => phase.name !== 'idle')
        .map(({ name, phase }) => (
          <li key={name}>{t('announce', { name, phase: words(phase) })}</li>
        ))}
    </ul>
  )
}
