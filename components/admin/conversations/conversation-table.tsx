'use client'

import { clsx } from 'clsx'
import { Lock } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'

import { useConversationName, useConversationState } from '@/components/admin/conversations/conversation-name'
import { DayBars } from '@/components/admin/conversations/day-bars'
import { Moment } from '@/components/admin/moment'
import { PersonName } from '@/components/admin/person-name'
import type { ConversationRow } from '@/lib/client/admin/conversations/conversation-rest'
import { type AdministeredKind, SHOWN_DAYS } from '@/lib/domain/conversations/administered'

interface ConversationTableProps {
  conversations: readonly ConversationRow[]
  kind: AdministeredKind
  /** Epoch ms. */
  now: number
}

const COLUMNS = ['name', 'maker', 'members', 'messages', 'days', 'last', 'state'] as const
const NUMBERS: readonly string[] = ['members', 'messages']
/** On a phone they stand below the name, or on the page of the conversation. */
const NOT_ON_PHONES: readonly string[] = ['maker', 'messages', 'days', 'state']

/** Channels or visits with who is in them and how much is written there. */
export function ConversationTable({ conversations, kind, now }: ConversationTableProps) {
  const t = useTranslations('admin.conversations')
  return (
    // Focusable, so that a keyboard can scroll it sideways.
    <div
      tabIndex={0}
      role="group"
      aria-label={t(`kind.${kind}`)}
      className="relative overflow-x-auto rounded-lg border border-line bg-surface"
    >
      <table className="w-full border-collapse text-small">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th
                key={column}
                scope="col"
                className={clsx(
                  'px-3 py-2 text-caption font-[560] whitespace-nowrap text-muted first:ps-4 last:pe-4',
                  NUMBERS.includes(column) ? 'text-end' : 'text-start',
                  NOT_ON_PHONES.includes(column) && 'max-sm:hidden',
                )}
              >
                {column === 'maker' ? t(`column.maker.${kind}`) : t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {conversations.map((one) => (
            <Row key={one.conversationId} conversation={one} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ conversation, now }: { conversation: ConversationRow; now: number }) {
  const t = useTranslations('admin.conversations')
  const format = useFormatter()
  const nameOf = useConversationName()
  const stateOf = useConversationState()
  const { conversationId, isPrivate, kind, maker, memberCount, messages, days, lastMessageAt } = conversation
  const cell = 'h-11 px-3 py-1 max-sm:hidden'
  return (
    <tr className="border-t border-line hover:bg-raised">
      <th
        scope="row"
        className="h-11 max-w-[18rem] py-1 ps-4 pe-3 text-start font-[inherit] max-sm:max-w-0 max-sm:w-full"
      >
        <span className="flex min-w-0 items-center gap-2">
          <Link
            href={`/admin/conversations/${encodeURIComponent(conversationId)}`}
            prefetch={false}
            className="truncate font-[560] underline decoration-line underline-offset-4 hover:decoration-ink"
          >
            <bdi>{nameOf(conversation)}</bdi>
          </Link>
          {isPrivate && kind === 'channel' && <Lock aria-hidden className="size-4 shrink-0 text-muted" />}
        </span>
        <span className="block truncate text-caption text-muted sm:hidden">
          {stateOf(conversation)} · {t('messages', { count: messages })}
        </span>
      </th>
      <td className={clsx(cell, 'max-w-[14rem]')}>
        {maker ? <PersonName {...maker} /> : <span className="text-muted">{t('nobody')}</span>}
      </td>
      <td className="h-11 px-3 py-1 text-end tabular-nums">{format.number(memberCount)}</td>
      <td className={clsx(cell, 'text-end tabular-nums')}>{format.number(messages)}</td>
      <td className={cell}>
        <DayBars days={days} count={SHOWN_DAYS.list} now={now} />
      </td>
      <td className="h-11 px-3 py-1 max-sm:pe-4">
        {lastMessageAt === null ? (
          <span className="text-muted">{t('never')}</span>
        ) : (
          <Moment at={lastMessageAt} />
        )}
      </td>
      <td className={clsx(cell, 'pe-4 whitespace-nowrap')}>{stateOf(conversation)}</td>
    </tr>
  )
}
