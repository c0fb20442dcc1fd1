'use client'

import { EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'

import { ProblemNote } from '@/components/admin/problem-note'
import { Button } from '@/components/ui/button'
import { useScreenshot } from '@/lib/client/admin/reports/use-screenshot'

interface EvidencePictureProps {
  path: string
  /** From 1. */
  number: number
  onOpened: () => void
}

/** A picture that the reporter sent along: fetched when it is opened, which is noted, and gone when it is covered again. */
export function EvidencePicture({ path, number, onOpened }: EvidencePictureProps) {
  const t = useTranslations('admin.evidence')
  const { address, problem, isOpening, open, cover } = useScreenshot(path, onOpened)
  return (
    <div className="flex flex-col gap-2">
      <Cover
        name={t('openName', { number })}
        isOpen={address !== undefined}
        isOpening={isOpening}
        onToggle={address === undefined ? open : cover}
      >
        <img
          src={address}
          alt={t('screenshot', { number })}
          className="max-h-[320px] min-h-11 min-w-11 rounded-md border border-line bg-raised object-contain"
        />
      </Cover>
      {problem && <ProblemNote problem={problem} onRetry={open} />}
    </div>
  )
}

/** A picture that was sent in the conversation, covered until it is opened. */
export function MessagePicture({ source }: { source: string }) {
  const t = useTranslations('admin.evidence')
  const [isOpen, setOpen] = useState(false)
  return (
    <Cover name={t('openMessageName')} isOpen={isOpen} onToggle={() => setOpen(!isOpen)}>
      <img src={source} alt={t('picture')} className="mt-1 max-h-60 rounded-sm" />
    </Cover>
  )
}

interface CoverProps {
  /** What opens it, by name. */
  name: string
  isOpen: boolean
  isOpening?: boolean
  onToggle: () => void
  /** Not in the page before it is opened. */
  children: ReactNode
}

function Cover({ name, isOpen, isOpening = false, onToggle, children }: CoverProps) {
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
