'use client'

import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useStore } from 'zustand'

import { useConversations } from '@/components/messages/conversations-provider'
import { PresenceDot } from '@/components/messages/presence-dot'
import { Avatar } from '@/components/ui/avatar'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

const StatusDialog = dynamic(
  untilLoaded(() => import('@/components/shell/status-dialog').then((module) => module.StatusDialog)),
  { ssr: false },
)

/** What others see of oneself, and the way to change it. */
export function StatusButton() {
  const t = useTranslations('shell.status')
  const tPresence = useTranslations('conversations.presence')
  const { ownStatus } = useConversations().store
  const status = useStore(ownStatus.store, (own) => own.status)
  const [isAsked, setIsAsked] = useState(false)
  const words = t('open', { status: tPresence(status) })
  return (
    <>
      <button
        type="button"
        aria-label={words}
        title={words}
        onClick={() => setIsAsked(true)}
        className="relative inline-flex size-11 items-center justify-center rounded-full hover:bg-raised"
      >
        <Avatar tone="own" />
        <PresenceDot status={status} className="absolute! end-0 bottom-0 ring-2 ring-surface" />
      </button>
      {isAsked && <StatusDialog ownStatus={ownStatus} onClose={() => setIsAsked(false)} />}
    </>
  )
}
