'use client'

import { useTranslations } from 'next-intl'

import type { FrameCheckState } from '@/lib/client/frame-check/frame-check'

/** Says why received pictures are shown unchecked; nothing while they are checked. */
export function FrameCheckNote({ state }: { state: FrameCheckState }) {
  const t = useTranslations('picture.unchecked')
  if (state.phase !== 'off' && state.phase !== 'unavailable') return null
  return <p className="w-fit rounded-md bg-canvas/90 px-3 py-2 text-caption text-ink">{t(state.reason)}</p>
}
