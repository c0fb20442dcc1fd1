'use client'

import { clsx } from 'clsx'
import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import { useMemo, useState } from 'react'

import { ConversationsOf, useList } from '@/components/messages/conversations-provider'
import { OpenedThread } from '@/components/messages/opened-thread'
import { ThreadBody } from '@/components/messages/thread-body'
import { ThreadSkeleton } from '@/components/messages/thread-skeleton'
import { IconButton } from '@/components/ui/icon-button'
import { untilLoaded } from '@/lib/client/browser/until-loaded'
import type { AppParts } from '@/lib/client/app/app-parts'
import type { Listed } from '@/lib/client/conversations/wire'
import type { Visit } from '@/lib/client/visits/visits-rest'

const ThreadSearch = dynamic(
  untilLoaded(() => import('@/components/messages/thread-search').then((module) => module.ThreadSearch)),
  { ssr: false },
)

interface VisitMessagesProps {
  parts: AppParts
  visit: Visit
  /** The waiting room is above it on a phone. */
  isBelowQueue: boolean
}

/** What is written in a visit: the thread of its conversation. */
export function VisitMessages({ parts, visit, isBelowQueue }: VisitMessagesProps) {
  const t = useTranslations('visits.thread')
  return (
    <section
      aria-label={t('label')}
      className={clsx(
        '@container flex h-[max(24rem,calc(100dvh-13rem))] max-lg:h-[max(24rem,calc(100dvh-16.5rem))] flex-col overflow-hidden rounded-lg border border-line bg-surface',
        isBelowQueue && 'max-lg:h-[24rem]!',
      )}
    >
      <ConversationsOf parts={parts}>
        <Thread visit={visit} />
      </ConversationsOf>
    </section>
  )
}

function Thread({ visit }: { visit: Visit }) {
  const t = useTranslations('visits.thread')
  const { conversationId, participants } = visit
  const isLoading = useList(({ phase }) => phase === 'loading')
  const known = useList(({ items }) => items.find((one) => one.conversationId === conversationId))
  const names = useMemo(
    () => new Map(participants.map(({ userId, displayName }) => [userId, displayName])),
    [participants],
  )
  if (isLoading) return <ThreadSkeleton isInside />
  return (
    <OpenedThread listed={known ?? unlisted(visit)} names={names} isClosed={visit.status === 'over'}>
      <Head />
      <ThreadBody
        closed={
          <p className="border-t border-line px-4 py-4 text-center text-small text-muted">{t('over')}</p>
        }
      />
    </OpenedThread>
  )
}

/** The list has no conversation that is over, nor one that one is in since a moment ago. */
const unlisted = ({ conversationId, roomId, participants }: Visit): Listed => ({
  conversationId,
  roomId,
  kind: 'visit',
  name: null,
  description: null,
  isPrivate: true,
  isManager: false,
  other: null,
  memberCount: participants.length,
  unread: 0,
  unreadMentions: 0,
  lastSeq: 0,
  readSeq: 0,
  lastMessage: null,
})

function Head() {
  const t = useTranslations('conversations.search')
  const visits = useTranslations('visits.thread')
  const [isSearching, setIsSearching] = useState(false)
  return (
    <div className="relative z-10 shrink-0 border-b border-line">
      <div className="flex items-center justify-between gap-2 ps-4 pe-1">
        <h2 className="text-small font-[620]">{visits('label')}</h2>
        <IconButton
          label={t('open')}
          icon={<Search aria-hidden />}
          tip={isSearching ? 'none' : 'below'}
          tipAt="end"
          aria-pressed={isSearching}
          onClick={() => setIsSearching(!isSearching)}
        />
      </div>
      {isSearching && <ThreadSearch onClose={() => setIsSearching(false)} />}
    </div>
  )
}
