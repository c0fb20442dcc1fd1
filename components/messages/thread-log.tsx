'use client'

import { ArrowDown, AtSign } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useMemo, useRef, type KeyboardEvent } from 'react'

import { MessageRow } from '@/components/messages/message-row'
import { PendingRows } from '@/components/messages/pending-rows'
import { useOpenThread, useThread, useThreadActions } from '@/components/messages/thread-context'
import { ThreadProblem } from '@/components/messages/thread-problem'
import { TypingLine } from '@/components/messages/typing-line'
import { useConversations } from '@/components/messages/conversations-provider'
import { pressedKey } from '@/lib/client/browser/key-press'
import { type Block, blocksOf } from '@/lib/client/conversations/thread-blocks'
import { useThreadScroll } from '@/lib/client/conversations/use-thread-scroll'
import type { Millis } from '@/lib/domain/ids'

/** The messages, newest below: it opens where the unread ones begin, and keeps the reader's place when more comes at either end. */
export function ThreadLog() {
  const t = useTranslations('conversations.thread')
  const { store } = useConversations()
  const { thread, listed } = useOpenThread()
  const { toNewest } = useThreadActions()
  const messageWindow = useThread((data) => data.window)
  const unreadAfter = useThread((data) => data.unreadAfter)
  const isLoading = useThread((data) => data.loading !== undefined)
  const box = useRef<HTMLDivElement>(null)
  const { isAtEnd, scrollToEnd } = useThreadScroll(box, thread)
  const { messages, hasBefore, hasAfter } = messageWindow
  const blocks = useMemo(
    () => blocksOf(messages, { unreadAfter, own: store.account, dayOf }),
    [messages, unreadAfter, store.account],
  )
  const goToNewest = () => {
    scrollToEnd()
    void toNewest()
  }
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={box}
        role="log"
        aria-label={t('log')}
        aria-busy={isLoading}
        tabIndex={0}
        onKeyDown={moveBetweenMessages}
        className="relative min-h-0 flex-1 overflow-x-clip overflow-y-auto overscroll-contain px-4 -outline-offset-4 [overflow-anchor:none]"
      >
        <div className="reading-column flex min-h-full flex-col justify-end pb-2">
          <p className="py-4 text-center text-caption text-muted">
            {hasBefore ? t('older') : messages.length > 0 ? t('beginning') : t('empty')}
          </p>
          {blocks.map((block) => (
            <BlockOfDay key={block.rows[0]?.message.id} block={block} />
          ))}
          {!hasAfter && <PendingRows />}
          <TypingLine />
        </div>
      </div>
      {(hasAfter || !isAtEnd) && messages.length > 0 && (
        <div className="pointer-events-none absolute inset-x-0 bottom-3 flex flex-wrap justify-center gap-2">
          <NextMention />
          <button type="button" onClick={goToNewest} className={PILL}>
            <ArrowDown aria-hidden />
            {listed.unread > 0 ? t('newMessages', { count: listed.unread }) : t('toNewest')}
          </button>
        </div>
      )}
      <ThreadProblem />
    </div>
  )
}

const PILL =
  'pointer-events-auto flex min-h-11 w-fit animate-rise items-center gap-2 rounded-full bg-ink px-4 text-small font-[560] text-canvas shadow-mid [&_svg]:size-4'

/** The way to the next message that mentions one and is not read. */
function NextMention() {
  const t = useTranslations('conversations.thread')
  const { listed } = useOpenThread()
  const { toNextMention } = useThreadActions()
  if (listed.unreadMentions === 0) return null
  return (
    <button type="button" onClick={() => void toNextMention()} className={PILL}>
      <AtSign aria-hidden />
      {t('toMention', { count: listed.unreadMentions })}
    </button>
  )
}

const dayOf = (at: Millis) => new Date(at).toDateString()
const DAY_MS: Millis = 24 * 60 * 60_000
const isDaysAgo = (at: Millis, days: number) => dayOf(at) === dayOf(Date.now() - days * DAY_MS)

function BlockOfDay({ block: { day, isNew, rows } }: { block: Block }) {
  const t = useTranslations('conversations.thread')
  return (
    <section>
      {day !== undefined && (
        <h3 className="pt-4 pb-1 text-center text-caption font-[560] text-muted">
          <DayName at={day} />
        </h3>
      )}
      {isNew && (
        <p
          data-unread
          className="flex items-center gap-3 pt-3 text-caption font-[620] text-accent-ink before:h-px before:flex-1 before:bg-accent-ink after:h-px after:flex-1 after:bg-accent-ink"
        >
          {t('new')}
        </p>
      )}
      <ol className="flex flex-col">
        {rows.map((row) => (
          <MessageRow key={row.message.id} row={row} />
        ))}
      </ol>
    </section>
  )
}

function DayName({ at }: { at: Millis }) {
  const t = useTranslations('conversations.thread')
  const format = useFormatter()
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  if (isDaysAgo(at, 0)) return t('today')
  if (isDaysAgo(at, 1)) return t('yesterday')
  return format.dateTime(at, { dateStyle: 'full', timeZone })
}

/** From the button of one message to that of the next above or below. */
function moveBetweenMessages(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowUp: -1, ArrowDown: 1 }[pressedKey(event) ?? '']
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-more]')]
  const at = buttons.findIndex((button) => button === event.target)
  if (step === undefined || at < 0) return
  event.preventDefault()
  buttons[at + step]?.focus()
}
