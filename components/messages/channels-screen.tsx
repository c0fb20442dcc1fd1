'use client'

import { ChevronLeft, Hash, Lock, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useCallback, useState } from 'react'

import { GuestNote } from '@/components/messages/guest-note'
import { useConversations } from '@/components/messages/conversations-provider'
import { JoinButton } from '@/components/messages/join-panel'
import { Button } from '@/components/ui/button'
import { buttonLook } from '@/components/ui/button-look'
import { Skeleton } from '@/components/ui/skeleton'
import { type Loaded, useLoaded } from '@/lib/client/account/use-loaded'
import { usePageTitle } from '@/lib/client/browser/use-page-title'
import { conversationsRest } from '@/lib/client/conversations/conversations-rest'
import type { Channel } from '@/lib/client/conversations/wire'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

const CreateChannel = dynamic(
  untilLoaded(() => import('@/components/messages/create-channel').then((module) => module.CreateChannel)),
  { ssr: false },
)

/** All channels that one may see: to join, to open, or a new one to make. */
export function ChannelsScreen() {
  const t = useTranslations('conversations.channels')
  const { isGuest, mayCreate } = useConversations()
  const { state, retry } = useLoaded(useCallback(() => conversationsRest.channels(), []))
  const [isMaking, setIsMaking] = useState(false)
  usePageTitle(t('title'))
  return (
    <main id="content" className="min-h-0 flex-1 overflow-y-auto">
      <div className="reading-column flex flex-col gap-4 px-4 pt-[max(8px,env(safe-area-inset-top))] pb-8 lg:px-6 lg:pt-5">
        <div className="flex items-center gap-2">
          <Link
            href="/messages"
            aria-label={t('back')}
            className={buttonLook({ look: 'quiet', className: '-ms-2 min-w-11 px-0 lg:hidden' })}
          >
            <ChevronLeft aria-hidden className="rtl:-scale-x-100" />
          </Link>
          <h2 className="min-w-0 flex-1 text-title">{t('title')}</h2>
          {mayCreate && (
            <Button look="primary" onClick={() => setIsMaking(true)}>
              <Plus aria-hidden />
              {t('create')}
            </Button>
          )}
        </div>
        {isGuest ? <GuestNote about="channels" /> : <p className="text-small text-muted">{t('lead')}</p>}
        <Channels state={state} onAgain={() => void retry()} />
        {!mayCreate && !isGuest && <p className="text-caption text-muted">{t('madeBy')}</p>}
      </div>
      {isMaking && <CreateChannel onClose={() => setIsMaking(false)} />}
    </main>
  )
}

interface ChannelsProps {
  state: Loaded<{ channels: Channel[] }>
  onAgain: () => void
}

function Channels({ state, onAgain }: ChannelsProps) {
  const t = useTranslations('conversations.channels')
  const { isGuest } = useConversations()
  if (state.phase === 'loading') return <Skeleton className="h-40" />
  if (state.phase === 'failed')
    return (
      <div role="alert" className="flex flex-col items-start gap-3 text-small">
        <p>{t('failed')}</p>
        <Button onClick={onAgain}>{t('again')}</Button>
      </div>
    )
  // Guests are shown none: that there are some is said above.
  if (state.data.channels.length === 0)
    return isGuest ? null : <p className="text-small text-muted">{t('none')}</p>
  return (
    <ul className="flex flex-col divide-y divide-line rounded-lg border border-line">
      {state.data.channels.map((channel) => (
        <ChannelRow key={channel.conversationId} channel={channel} />
      ))}
    </ul>
  )
}

function ChannelRow({ channel }: { channel: Channel }) {
  const t = useTranslations('conversations')
  const { push } = useRouter()
  const { conversationId, name, description, isPrivate, isMember, memberCount } = channel
  const address = `/channels/${encodeURIComponent(conversationId)}`
  return (
    <li className="flex flex-wrap items-center gap-3 px-4 py-3">
      <span className="text-muted [&_svg]:size-5">
        {isPrivate ? <Lock aria-hidden /> : <Hash aria-hidden />}
      </span>
      <span className="min-w-0 flex-1">
        <bdi className="block truncate font-[560]">{name}</bdi>
        <span className="block text-caption text-muted">
          {description && <bdi className="me-2">{description}</bdi>}
          {memberCount !== null && t('thread.members', { count: memberCount })}
        </span>
      </span>
      {isMember ? (
        <Link href={address} className={buttonLook()}>
          {t('channels.open')}
          <span className="sr-only">{name}</span>
        </Link>
      ) : (
        <JoinButton id={conversationId} onJoined={() => push(address)} />
      )}
    </li>
  )
}
