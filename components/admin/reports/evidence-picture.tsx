'use client'

import { EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { ProblemNote } from '@/components/admin/problem-note'
import { Button } from '@/components/ui/button'
import { usePicture } from '@/lib/client/admin/reports/use-picture'

interface EvidencePictureProps {
  path: string
  /** What the button that opens it does. */
  openName: string
  /** What the picture is. */
  alt: string
  onOpened: () => void
}

/** A picture of a report: fetched when it is opened, which is noted, and gone when it is covered again. */
export function EvidencePicture({ path, openName, alt, onOpened }: EvidencePictureProps) {
  const { address, problem, isOpening, open, cover } = usePicture(path, onOpened)
  const isOpen = address !== undefined
  return (
    <div className="flex flex-col gap-2">
      <Cover name={openName} isOpen={isOpen} isOpening={isOpening} onToggle={isOpen ? cover : open}>
        <img
          src={address}
          alt={alt}
          className="max-h-[320px] min-h-11 min-w-11 rounded-md border border-line bg-raised object-contain"
        />
      </Cover>
      {problem && <ProblemNote problem={problem} onRetry={open} />}
    </div>
  )
}

interface CoverProps {
  /** What opens it, by name. */
  name: string
  isOpen: boolean
  isOpening: boolean
  onToggle: () => void
  /** Not in the page before it is opened. */
  children: ReactNode
}

function Cover({ name, isOpen, isOpening, onToggle, children }: CoverProps) {
  const t = useTranslations('admin.evidence')
  return (
    <div className="flex flex-col items-start gap-2">
      {isOpen ? (
        children
      ) : (
        <div
          aria-hidden
          className="flex h-30 w-48 flex-col items-center justify-center gap-1 rounded-md border border-line bg-raised text-small text-muted"
        >
          <EyeOff className="size-6" />
          {t('covered')}
        </div>
      )}
      {/* One button that stays, so that focus does. */}
      <Button
        aria-label={isOpen ? undefined : name}
        aria-expanded={isOpen}
        busy={isOpening}
        onClick={onToggle}
      >
        {t(isOpen ? 'cover' : 'open')}
      </Button>
    </div>
  )
}
