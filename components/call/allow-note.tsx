'use client'

import { Mic } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { useMedia, useMediaActions } from '@/components/call/use-media'
import { Button } from '@/components/ui/button'

/** The session has sound, and one's own microphone is not open yet. */
export function AllowNote() {
  const t = useTranslations('call.allow')
  const lacking = useMedia((data) => data.lacking)
  const actions = useMediaActions()
  if (lacking === undefined) return null
  const isAsking = lacking === 'asking'
  return (
    <section
      aria-labelledby="allow-title"
      className="flex flex-col items-center gap-3 rounded-lg border border-line bg-raised p-4 text-center"
    >
      <h2 id="allow-title" className="font-[620]">
        {t('title')}
      </h2>
      {!isAsking && lacking !== 'not-asked' && (
        <p role="alert" className="text-small text-harm-ink">
          {t('refused')}
        </p>
      )}
      <Button look="primary" busy={isAsking} onClick={() => void actions?.allow()}>
        <Mic aria-hidden />
        {t('button')}
      </Button>
    </section>
  )
}
