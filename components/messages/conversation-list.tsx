'use client'

import { Hash, PenLine } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { useParams } from 'next/navigation'
import { useState } from 'react'
import dynamic from 'next/dynamic'

import { ConversationRow } from '@/components/messages/conversation-row'
import { GuestNote } from '@/components/messages/guest-note'
import { useConversations, useList } from '@/components/messages/conversations-provider'
import { StatusButton } from '@/components/shell/status-button'
import { Brand } from '@/components/site/brand'
import { Button } from '@/components/ui/button'
import { buttonLook } from '@/components/ui/button-look'
import { IconButton } from '@/components/ui/icon-button'
import { Skeleton } from '@/components/ui/skeleton'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

const WriteDialog = dynamic(
  untilLoaded(() => import('@/components/messages/write-dialog').then((module) => module.WriteDialog)),
  { ssr: false },
)

/** Everybody's and everything's last line, the newest first, and the ways to more. */
export function ConversationList() {
  const t = useTranslations('conversations')
  const [isWriting, setIsWriting] = useState(false)
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex shrink-0 items-center gap-1 ps-4 pe-2 pt-[max(8px,env(safe-area-inset-top))] pb-1">
        <Brand />
        <span className="flex-1" />
        <IconButton
          label={t('list.write')}
          icon={<PenLine aria-hidden />}
          tip="below"
          onClick={() => setIsWriting(true)}
        />
        <span className="lg:hidden">
          <StatusButton />
        </span>
      </header>
      <h1 className="px-4 pb-2 text-lead">{t('title')}</h1>
      <div className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-2">
        <Rows />
      </div>
      <div className="shrink-0 border-t border-line px-3 py-2">
        <Link href="/channels" className={buttonLook({ wide: true })}>
          <Hash aria-hidden />
          {t('list.channels')}
        </Link>
      </div>
      {isWriting && <WriteDialog onClose={() => setIsWriting(false)} />}
    </div>
  )
}

function Rows() {
  const t = useTranslations('conversations.list')
  const { store, isGuest } = useConversations()
  const phase = useList((data) => data.phase)
  const items = useList((data) => data.items)
  const { id } = useParams<{ id?: string }>()
  const current = id === undefined ? undefined : decodeURIComponent(id)
  // A conversation that somebody has opened and left without a word is none yet.
  const shown = items.filter(
    ({ kind, lastSeq, conversationId }) => kind !== 'direct' || lastSeq > 0 || conversationId === current,
  )
  if (phase === 'loading') return <RowsSkeleton />
  if (phase === 'failed')
    return (
      <div role="alert" className="flex flex-col items-start gap-3 px-3 py-4 text-small">
        <p>{t('failed')}</p>
        <Button onClick={() => void store.load()}>{t('again')}</Button>
      </div>
    )
  if (shown.length === 0)
    return (
      <div className="flex flex-col gap-2 px-3 py-4">
        <p className="font-[620]">{t('emptyTitle')}</p>
        {isGuest ? <GuestNote about="write" /> : <p className="text-small text-muted">{t('empty')}</p>}
      </div>
    )
  return (
    <ul aria-label={t('label')} className="flex flex-col">
      {shown.map((listed) => (
        <ConversationRow
          key={listed.conversationId}
          listed={listed}
          account={store.account}
          isCurrent={listed.conversationId === current}
        />
      ))}
    </ul>
  )
}

function RowsSkeleton() {
  const t = useTranslations('conversations')
  return (
    <div className="flex flex-col gap-2 px-3 py-2">
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
      {[1, 2, 3, 4].map((row) => (
        <div key={row} className="flex items-center gap-3 py-2">
          <Skeleton className="size-9 rounded-full" />
          <div className="flex flex-1 flex-col gap-2">
            <Skeleton className="h-4 w-1/2" />
            <Skeleton className="h-4" />
          </div>
        </div>
      ))}
    </div>
  )
}
