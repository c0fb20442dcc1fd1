'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'

import { useIsBlocked } from '@/components/messages/use-is-blocked'
import { useListTime } from '@/components/messages/use-list-time'
import { useOpenThread, useThreadActions } from '@/components/messages/thread-context'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { pressedKey } from '@/lib/client/browser/key-press'
import { conversationsRest } from '@/lib/client/conversations/conversations-rest'
import type { Found } from '@/lib/client/conversations/wire'
import { SEARCH_BOUNDS } from '@/lib/domain/conversations/search'

/** After a pause of this length in typing one searches, ms. */
const PAUSE_MS = 300

/** Searches in the conversation; what is found leads to where it was written. */
export function ThreadSearch({ onClose }: { onClose: () => void }) {
  const t = useTranslations('conversations.search')
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const answer = useFound(text.trim())
  useEffect(() => field.current?.focus(), [])
  return (
    <search
      className="block border-t border-line px-3 py-2"
      onKeyDown={(event) => {
        if (pressedKey(event) !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <div className="reading-column">
        <div className="flex items-center gap-2">
          <Input
            ref={field}
            type="search"
            dir={text === '' ? undefined : 'auto'}
            aria-label={t('label')}
            placeholder={t('label')}
            value={text}
            maxLength={SEARCH_BOUNDS.longest}
            // The search has a cross of its own.
            className="[&::-webkit-search-cancel-button]:hidden"
            onChange={(event) => setText(event.target.value)}
          />
          <IconButton label={t('close')} icon={<X aria-hidden />} tipAt="end" tip="below" onClick={onClose} />
        </div>
        <p role="status" className="px-1 pt-2 text-caption text-muted empty:hidden">
          {answer === 'failed' && t('failed')}
          {answer === 'short' && text !== '' && t('short')}
          {typeof answer === 'object' &&
            (answer.length === 0 ? t('none') : t('found', { count: answer.length }))}
        </p>
        {typeof answer === 'object' && answer.length > 0 && <Results found={answer} />}
      </div>
    </search>
  )
}

/** What was found for a text, once one has paused; undefined while it is looked for. */
function useFound(text: string): readonly Found[] | 'short' | 'failed' | undefined {
  const { listed } = useOpenThread()
  const { conversationId } = listed
  const [answer, setAnswer] = useState<{ of: string; found: readonly Found[] | 'failed' }>()
  const isShort = text.length < SEARCH_BOUNDS.shortest
  useEffect(() => {
    if (isShort) return undefined
    let isCurrent = true
    const timer = setTimeout(() => {
      void conversationsRest.search(conversationId, text).then((result) => {
        if (isCurrent) setAnswer({ of: text, found: result.ok ? result.data.messages : 'failed' })
      })
    }, PAUSE_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [conversationId, text, isShort])
  if (isShort) return 'short'
  return answer?.of === text ? answer.found : undefined
}

function Results({ found }: { found: readonly Found[] }) {
  return (
    <ul className="relative mt-1 flex max-h-[40dvh] flex-col overflow-y-auto">
      {found.map((one) => (
        <Result key={one.messageId} found={one} />
      ))}
    </ul>
  )
}

/** Of somebody whom one has blocked it says only that there is something; it is uncovered where it stands. */
function Result({ found: { senderId, senderName, message, timestamp, seq } }: { found: Found }) {
  const t = useTranslations('conversations.blocked')
  const time = useListTime()
  const { listed } = useOpenThread()
  const { jumpTo } = useThreadActions()
  const isCovered = useIsBlocked(senderId) && listed.kind !== 'direct'
  return (
    <li>
      <button
        type="button"
        onClick={() => void jumpTo(seq)}
        className="flex min-h-11 w-full flex-col rounded-sm px-2 py-1 text-start -outline-offset-2 hover:bg-raised"
      >
        <span className="flex w-full gap-2 text-caption text-muted">
          <span className="min-w-0 flex-1 truncate font-[620]">
            <bdi>{!isCovered && senderName}</bdi>
          </span>
          <time dateTime={timestamp} className="tabular-nums">
            {time(Date.parse(timestamp))}
          </time>
        </span>
        <span dir="auto" className="line-clamp-2 w-full text-small wrap-anywhere">
          {isCovered ? t('message') : message}
        </span>
      </button>
    </li>
  )
}
