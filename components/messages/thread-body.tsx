'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { Notice } from '@/components/messages/thread-notice'
import { ThreadComposer } from '@/components/messages/thread-composer'
import { useOpenThread, useThread, useThreadActions } from '@/components/messages/thread-context'
import { ThreadLog } from '@/components/messages/thread-log'
import { ThreadSkeleton } from '@/components/messages/thread-skeleton'
import { Button } from '@/components/ui/button'

/** The messages of the thread that is open, and where one writes. @param closed - what stands there where nobody writes any more */
export function ThreadBody({ closed }: { closed?: ReactNode }) {
  const { isClosed } = useOpenThread()
  const phase = useThread((data) => data.phase)
  const { retry } = useThreadActions()
  return (
    <>
      {phase === 'opening' && <ThreadSkeleton isInside />}
      {(phase === 'failed' || phase === 'absent') && <ThreadFailed onAgain={() => void retry()} />}
      {phase === 'ready' && <ThreadLog />}
      {isClosed ? closed : <ThreadComposer />}
    </>
  )
}

/** What could not be loaded, and the way to try again. */
export function ThreadFailed({ onAgain }: { onAgain: () => void }) {
  const t = useTranslations('conversations.thread')
  return (
    <Notice title={t('failedTitle')} text={t('failed')}>
      <Button onClick={onAgain}>{t('again')}</Button>
    </Notice>
  )
}
