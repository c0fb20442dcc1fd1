'use client'

import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'

import { AuditList } from '@/components/admin/audit-list'
import { ChannelActions } from '@/components/admin/conversations/channel-actions'
import { useConversationName, useConversationState } from '@/components/admin/conversations/conversation-name'
import { DayBars } from '@/components/admin/conversations/day-bars'
import { MemberList } from '@/components/admin/conversations/member-list'
import { Moment } from '@/components/admin/moment'
import { PersonName } from '@/components/admin/person-name'
import { ProblemNote } from '@/components/admin/problem-note'
import { Section } from '@/components/admin/section'
import { Skeleton } from '@/components/ui/skeleton'
import { type ConversationFile, conversationPath } from '@/lib/client/admin/conversations/conversation-rest'
import { useRemote } from '@/lib/client/admin/use-remote'
import { SHOWN_DAYS } from '@/lib/domain/conversations/administered'

/** One channel or visit: who is in it, how much is written, and what can be done; never what is written. */
export function ConversationView({ id }: { id: string }) {
  const t = useTranslations('admin.conversation')
  const { data, problem, again } = useRemote<ConversationFile>(conversationPath(id), 0)
  const kind = data?.kind ?? 'channel'
  return (
    <div className="flex flex-col gap-5">
      <Link
        href={`/admin/conversations${kind === 'visit' ? '?kind=visit' : ''}`}
        prefetch={false}
        className="inline-flex min-h-11 items-center gap-2 self-start rounded-sm text-small text-muted hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-4" />
        {t(`back.${kind}`)}
      </Link>
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {data ? (
        <Conversation file={data} onChange={again} />
      ) : (
        !problem && (
          <>
            <p role="status" className="sr-only">
              {t('loading')}
            </p>
            <Skeleton className="h-[320px] rounded-lg" />
          </>
        )
      )}
    </div>
  )
}

function Conversation({ file, onChange }: { file: ConversationFile; onChange: () => void }) {
  const t = useTranslations('admin')
  const nameOf = useConversationName()
  const [now] = useState(() => new Date().getTime())
  const { conversationId, kind, description, memberCount, days } = file
  return (
    <>
      <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-title font-[640] break-words">
            <bdi>{nameOf(file)}</bdi>
          </h1>
          {description !== null && (
            <p dir="auto" className="max-w-[44rem] text-small break-words text-muted">
              {description}
            </p>
          )}
        </div>
        {kind === 'channel' && <ChannelActions channel={file} onChange={onChange} />}
      </header>
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <Section title={t('conversation.byDay')} note={t('conversation.byDayNote')}>
            <DayBars days={days} count={SHOWN_DAYS.one} now={now} tall />
          </Section>
          <MemberList
            conversationId={conversationId}
            memberCount={memberCount}
            mayRemove={kind === 'channel'}
            onChange={onChange}
          />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Facts file={file} />
          <Section title={t('audit.title')} note={t('conversation.auditNote')}>
            <AuditList entries={file.audit} />
          </Section>
        </div>
      </div>
    </>
  )
}

function Facts({ file }: { file: ConversationFile }) {
  const t = useTranslations('admin.conversation')
  const list = useTranslations('admin.conversations')
  const format = useFormatter()
  const stateOf = useConversationState()
  const { kind, maker, createdAt, messages, lastMessageAt, visit } = file
  const facts = [
    [t('state'), stateOf(file)],
    [list(`column.maker.${kind}`), maker ? <PersonName key="maker" {...maker} /> : list('nobody')],
    [t('created'), <Moment key="created" at={createdAt} />],
    [list('column.messages'), format.number(messages)],
    [list('column.last'), lastMessageAt === null ? list('never') : <Moment key="last" at={lastMessageAt} />],
    ...(visit
      ? ([
          [t('invited'), format.number(visit.invited)],
          [t('scheduled'), visit.scheduledAt ? <Moment key="at" at={visit.scheduledAt} /> : t('anyTime')],
          ...(visit.endedAt ? [[t('ended'), <Moment key="ended" at={visit.endedAt} />] as const] : []),
        ] as const)
      : []),
  ] as const
  return (
    <Section title={t('facts')}>
      <dl className="-my-2 divide-y divide-line">
        {facts.map(([label, value]) => (
          <div key={label} className="flex items-baseline justify-between gap-x-4 py-2 text-small">
            <dt className="text-muted">{label}</dt>
            <dd className="min-w-0 text-end tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
