'use client'

import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { useCallback, type ReactNode } from 'react'

import { useOpenThread } from '@/components/messages/thread-context'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import { useLoaded } from '@/lib/client/account/use-loaded'
import { conversationsRest } from '@/lib/client/conversations/conversations-rest'
import type { Message, Readers } from '@/lib/client/conversations/wire'

interface ReadersDialogProps {
  message: Message
  onClose: () => void
}

/** Who has read a message; asked for when one opens it, and not before. */
export function ReadersDialog({ message: { seq }, onClose }: ReadersDialogProps) {
  const t = useTranslations('conversations.readers')
  const { listed } = useOpenThread()
  const { conversationId } = listed
  const load = useCallback(() => conversationsRest.readers(conversationId, seq), [conversationId, seq])
  const { state, retry } = useLoaded(load)
  const isKnown = state.phase === 'ready' && state.data.hidden === undefined
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={isKnown ? t('count', { count: state.data.total }) : t('title')}
      closeLabel={t('close')}
      actions={<Button onClick={onClose}>{t('close')}</Button>}
    >
      {state.phase === 'loading' && <Skeleton className="h-24" />}
      {state.phase === 'failed' && (
        <div role="alert" className="flex flex-col items-start gap-2 text-small">
          <p>{t(state.problem === 'offline' ? 'offline' : 'failed')}</p>
          <Button onClick={() => void retry()}>{t('again')}</Button>
        </div>
      )}
      {state.phase === 'ready' && <Names readers={state.data} />}
    </Dialog>
  )
}

function Names({ readers: { readers, hasMore, hidden } }: { readers: Readers }) {
  const t = useTranslations('conversations.readers')
  if (hidden !== undefined) return <p className="text-small">{t.rich('hidden', { link: toPrivacy })}</p>
  return (
    <>
      {readers.length > 0 && (
        <ul className="flex max-h-[50dvh] flex-col overflow-y-auto">
          {readers.map(({ userId, displayName }) => (
            <li key={userId} className="flex min-h-11 items-center gap-3">
              <Avatar name={displayName} />
              <span className="min-w-0 flex-1 truncate">
                <bdi>{displayName}</bdi>
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="text-caption text-muted">
        {hasMore && `${t('more')} `}
        {t('lead')}
      </p>
    </>
  )
}

const toPrivacy = (words: ReactNode) => (
  <Link href="/settings#sharing" prefetch={false} className="underline underline-offset-4">
    {words}
  </Link>
)
