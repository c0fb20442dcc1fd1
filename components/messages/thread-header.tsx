'use client'

import { Ban, ChevronLeft, Hash, Lock, Search, Settings2, UsersRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useState } from 'react'

import { PresenceDot } from '@/components/messages/presence-dot'
import { useOpenThread } from '@/components/messages/thread-context'
import { useConversationTitle } from '@/components/messages/use-conversation-title'
import { Avatar } from '@/components/ui/avatar'
import { buttonLook } from '@/components/ui/button-look'
import { IconButton } from '@/components/ui/icon-button'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

const ThreadSearch = dynamic(
  untilLoaded(() => import('@/components/messages/thread-search').then((module) => module.ThreadSearch)),
  { ssr: false },
)
const ChangeChannel = dynamic(
  untilLoaded(() => import('@/components/messages/change-channel').then((module) => module.ChangeChannel)),
  { ssr: false },
)
const BlockPerson = dynamic(
  untilLoaded(() => import('@/components/messages/block-person').then((module) => module.BlockPerson)),
  { ssr: false },
)
const PeopleDialog = dynamic(
  untilLoaded(() => import('@/components/messages/people-dialog').then((module) => module.PeopleDialog)),
  { ssr: false },
)

/** What the header can open. */
type Part = 'search' | 'people' | 'change' | 'block'

/** Whom one writes to, and what can be done about the conversation. */
export function ThreadHeader() {
  const t = useTranslations('conversations')
  const { listed } = useOpenThread()
  const title = useConversationTitle()(listed)
  const [open, setOpen] = useState<Part>()
  const close = () => setOpen(undefined)
  const { other } = listed
  return (
    <header className="relative z-10 shrink-0 border-b border-line bg-surface">
      <div className="flex min-h-14 items-center gap-2 pe-2 pt-[max(4px,env(safe-area-inset-top))] pb-1 ps-2 lg:ps-5">
        <Link
          href="/messages"
          aria-label={t('thread.back')}
          className={buttonLook({ look: 'quiet', className: 'min-w-11 px-0 lg:hidden' })}
        >
          <ChevronLeft aria-hidden className="rtl:-scale-x-100" />
        </Link>
        <Sign />
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-body leading-6">
            <bdi>{title}</bdi>
          </h2>
          <Subtitle />
        </div>
        <IconButton
          label={t('search.open')}
          icon={<Search aria-hidden />}
          tip={open === 'search' ? 'none' : 'below'}
          tipAt="end"
          aria-pressed={open === 'search'}
          onClick={() => setOpen(open === 'search' ? undefined : 'search')}
        />
        <MoreButtons onOpen={setOpen} />
      </div>
      {open === 'search' && <ThreadSearch onClose={close} />}
      {open === 'people' && <PeopleDialog onClose={close} />}
      {open === 'change' && <ChangeChannel onClose={close} />}
      {open === 'block' && other && <BlockPerson user={other.userId} name={title} onClose={close} />}
    </header>
  )
}

/** What is for channels, for those who manage one, or for two people alone. */
function MoreButtons({ onOpen }: { onOpen: (part: Part) => void }) {
  const t = useTranslations('conversations')
  const { listed } = useOpenThread()
  const name = useConversationTitle()(listed)
  if (listed.kind === 'direct')
    return (
      listed.other && (
        <IconButton
          label={t('block.open', { name })}
          icon={<Ban aria-hidden />}
          tip="below"
          tipAt="end"
          onClick={() => onOpen('block')}
        />
      )
    )
  if (listed.kind !== 'channel') return null
  return (
    <>
      {listed.isManager && (
        <IconButton
          label={t('channels.change')}
          icon={<Settings2 aria-hidden />}
          tip="below"
          tipAt="end"
          onClick={() => onOpen('change')}
        />
      )}
      <IconButton
        label={t('people.open')}
        icon={<UsersRound aria-hidden />}
        tip="below"
        tipAt="end"
        onClick={() => onOpen('people')}
      />
    </>
  )
}

function Sign() {
  const { listed } = useOpenThread()
  const title = useConversationTitle()(listed)
  if (listed.kind === 'direct') return <Avatar name={title} />
  return (
    // The name needs the room on a phone, where who manages the channel has three buttons beside it.
    <span className="inline-flex size-9 shrink-0 items-center justify-center rounded-md bg-raised text-muted max-sm:hidden [&_svg]:size-5">
      {listed.isPrivate ? <Lock aria-hidden /> : <Hash aria-hidden />}
    </span>
  )
}

function Subtitle() {
  const t = useTranslations('conversations')
  const {
    listed: { kind, other, memberCount, description },
  } = useOpenThread()
  if (kind === 'direct')
    return (
      <p className="flex items-center gap-2 text-caption text-muted">
        <PresenceDot status={other?.status ?? 'offline'} className="size-[10px]!" />
        <span aria-hidden>{t(`presence.${other?.status ?? 'offline'}`)}</span>
        {other?.customStatus && (
          <span className="min-w-0 flex-1 truncate">
            <bdi>{other.customStatus}</bdi>
          </span>
        )}
      </p>
    )
  return (
    <p className="flex gap-2 text-caption text-muted">
      <span className="shrink-0">{t('thread.members', { count: memberCount })}</span>
      {description && (
        <>
          <span aria-hidden>·</span>
          <span className="min-w-0 flex-1 truncate">
            <bdi>{description}</bdi>
          </span>
        </>
      )}
    </p>
  )
}
