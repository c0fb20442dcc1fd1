'use client'

import { LoaderCircle } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { RoomPanel } from '@/components/green-room/room-panel'
import { RoomTitle } from '@/components/green-room/room-title'
import { TextInstead } from '@/components/green-room/text-instead'

/** While the browser's own question is open. */
export function WaitingPanel() {
  const t = useTranslations('greenroom.waiting')
  return (
    <RoomPanel
      lead={
        <>
          <LoaderCircle aria-hidden className="size-8 animate-spin text-accent-ink" />
          <RoomTitle>{t('title')}</RoomTitle>
          <p className="text-muted">{t('lead')}</p>
        </>
      }
      action={<TextInstead />}
    />
  )
}
