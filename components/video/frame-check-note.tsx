'use client'

import { useTranslations } from 'next-intl'

import type { FrameCheckState } from '@/lib/client/frame-check/frame-check'

/** Says why received pictures are shown unchecked; nothing while they are checked. */
export function FrameCheckNote({ state }: { state: FrameCheckState }) {
  const t = useTranslations('picture.unchecked')
  if (state.phase !== 'off' && state.phase !== 'unavailable') return null
  return <p className="text-small text-muted">{t(state.reason)}</p>
}
