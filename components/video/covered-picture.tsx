'use client'

import { clsx } from 'clsx'
import { EyeOff, ScanSearch } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { Button } from '@/components/ui/button'
import type { PictureCover } from '@/lib/client/frame-check/picture-cover'

interface CoveredPictureProps {
  cover: PictureCover
  /** The viewer wants to see it, or to have it covered again. */
  onShow: (isShown: boolean) => void
  /** Reports the partner with the frame that was covered; without it there is nobody to report. */
  onReport?: () => void
  /** The picture itself; it fills its parent. */
  children: ReactNode
}

/**
 * A received picture, covered while it is being checked and when it may show nudity: says why, and lets the viewer decide.
 * What it says is announced without moving focus, because one may be writing meanwhile.
 */
export function CoveredPicture({ cover, onShow, onReport, children }: CoveredPictureProps) {
  const t = useTranslations('picture.cover')
  const isCovered = cover === 'covered' || cover === 'checking'
  const mayShowNudity = cover === 'covered' || cover === 'shown-anyway'
  const words = cover === 'checking' ? 'checking' : 'nudity'
  return (
    <div className="relative isolate size-full overflow-hidden">
      <div className="size-full" inert={isCovered}>
        {children}
      </div>
      <p role="status" className="sr-only">
        {isCovered && t(words)}
      </p>
      <div
        className={clsx(
          'absolute z-10',
          isCovered
            ? 'inset-0 flex flex-col items-center justify-center gap-4 overflow-y-auto bg-raised p-4 text-center'
            : 'start-3 top-3',
        )}
      >
        {isCovered && <Reason words={words} />}
        <div className="flex flex-wrap justify-center gap-2">
          {/* One button that stays, so that focus does. */}
          {(isCovered || mayShowNudity) && (
            <Button onClick={() => onShow(isCovered)}>
              {cover === 'shown-anyway' && <EyeOff aria-hidden />}
              {t(cover === 'checking' ? 'showUnchecked' : cover === 'covered' ? 'show' : 'hide')}
            </Button>
          )}
          {cover === 'covered' && onReport && (
            <Button look="harm-quiet" onClick={onReport}>
              {t('report')}
            </Button>
          )}
        </div>
      </div>
    </div>
  )
}

function Reason({ words }: { words: 'checking' | 'nudity' }) {
  const t = useTranslations('picture.cover')
  const Icon = words === 'checking' ? ScanSearch : EyeOff
  return (
    <div className="flex max-w-80 flex-col items-center gap-1">
      <Icon aria-hidden className="mb-1 size-7 shrink-0 text-muted" />
      {/* Announced by the line above it; read here by whoever comes to it. */}
      <p className="font-[620]">{t(words)}</p>
      <p className="text-small text-muted">{t(`${words}Note`)}</p>
    </div>
  )
}
