'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useStore } from 'zustand'

import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { CoveredPicture } from '@/components/video/covered-picture'
import { FrameCheckNote } from '@/components/video/frame-check-note'
import type { FrameCheckState } from '@/lib/client/frame-check/frame-check'
import { frameCheckPreference, preferFrameCheck } from '@/lib/client/frame-check/preference'
import { tryFrameCheck } from '@/lib/client/frame-check/try-frame-check'

/** Switches the check on and off, says what it does, and shows what comes of it. */
export function FrameCheckChoice() {
  const t = useTranslations('picture.choice')
  const { isWished } = useStore(frameCheckPreference)
  return (
    <div className="flex flex-col gap-4">
      <div>
        <Checkbox
          label={t('label')}
          checked={isWished}
          onChange={({ target }) => preferFrameCheck(target.checked)}
        />
        <div className="ms-9 flex flex-col gap-1 text-small text-muted">
          <p>{t('how')}</p>
          <p>{t('then')}</p>
          <p>{t('size')}</p>
        </div>
      </div>
      {isWished && <Trial />}
      <Example />
    </div>
  )
}

function Trial() {
  const t = useTranslations('picture.choice')
  const [state, setState] = useState<FrameCheckState>({ phase: 'idle' })
  const handleTry = async () => {
    setState({ phase: 'loading' })
    setState(await tryFrameCheck())
  }
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button busy={state.phase === 'loading'} onClick={() => void handleTry()}>
        {t('try')}
      </Button>
      <div role="status" className="text-small text-muted">
        {state.phase === 'loading' && <span className="sr-only">{t('trying')}</span>}
        {state.phase === 'ready' && <p>{t('works')}</p>}
        <FrameCheckNote state={state} />
      </div>
    </div>
  )
}

function Example() {
  const t = useTranslations('picture.choice')
  const [isShown, setShown] = useState(false)
  return (
    <figure className="flex flex-col gap-2">
      <figcaption className="text-small text-muted">{t('example')}</figcaption>
      <div className="h-64 w-full max-w-96 overflow-hidden rounded-md border border-line">
        <CoveredPicture cover={isShown ? 'shown-anyway' : 'covered'} onShow={setShown}>
          <div className="size-full bg-linear-to-br from-accent to-raised" />
        </CoveredPicture>
      </div>
    </figure>
  )
}
