'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'

import { ConversationTable } from '@/components/admin/conversations/conversation-table'
import { Pager } from '@/components/admin/pager'
import { ProblemNote } from '@/components/admin/problem-note'
import { Form } from '@/components/ui/form'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { Segmented } from '@/components/ui/segmented'
import { Skeleton } from '@/components/ui/skeleton'
import {
  conversationListPath,
  type ConversationPage,
  kindIn,
} from '@/lib/client/admin/conversations/conversation-rest'
import { useAddress } from '@/lib/client/admin/use-address'
import { useRemote } from '@/lib/client/admin/use-remote'
import { ADMINISTERED_KINDS } from '@/lib/domain/conversations/administered'

/** Channels or visits of the tenant, searched by the server; the filters are in the address. */
export function ConversationList() {
  const t = useTranslations('admin.conversations')
  const { params, filter } = useAddress()
  const kind = kindIn(params)
  const search = params.get('search') ?? ''
  const { data, problem, again } = useRemote<ConversationPage>(conversationListPath(params), 0)

  const handleSearch = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const words = new FormData(event.currentTarget).get('search')
    filter({ search: typeof words === 'string' ? words.trim() : '' })
  }
  return (
    <div className="flex flex-col gap-4">
      <header className="flex flex-col gap-1">
        <h1 className="text-title font-[640]">{t('title')}</h1>
        <p className="max-w-[44rem] text-small text-muted">{t('lead')}</p>
      </header>
      <search className="flex flex-wrap items-center gap-3">
        <Segmented
          label={t('kind.label')}
          name="kind"
          value={kind}
          choices={ADMINISTERED_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
          onChoose={(value) => filter({ kind: value === 'channel' ? undefined : value })}
        />
        <Form onSubmit={handleSearch} className="flex w-full items-center gap-1 sm:w-[20rem]">
          <Input
            key={search}
            name="search"
            type="search"
            maxLength={200}
            defaultValue={search}
            aria-label={t(`search.${kind}`)}
            placeholder={t(`search.${kind}`)}
            className="h-11!"
          />
          <IconButton type="submit" label={t('find')} icon={<Search aria-hidden />} tip="below" />
        </Form>
      </search>
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {data ? (
        <Conversations page={data} isSearched={search !== ''} kind={kind} />
      ) : (
        !problem && <TableSkeleton label={t('loading')} />
      )}
    </div>
  )
}

interface ConversationsProps {
  page: ConversationPage
  kind: (typeof ADMINISTERED_KINDS)[number]
  isSearched: boolean
}

function Conversations({ page: { conversations, hasMore }, kind, isSearched }: ConversationsProps) {
  const t = useTranslations('admin.conversations')
  const [now] = useState(() => new Date().getTime())
  if (conversations.length === 0)
    return (
      <p className="max-w-[36rem] py-6 text-muted">{isSearched ? t('nothingFits') : t(`none.${kind}`)}</p>
    )
  const last = conversations.at(-1)
  return (
    <>
      <ConversationTable conversations={conversations} kind={kind} now={now} />
      <Pager hasMore={hasMore} after={{ before: last?.createdAt, beforeId: last?.conversationId }} />
    </>
  )
}

function TableSkeleton({ label }: { label: string }) {
  return (
    <div className="flex flex-col gap-2">
      <p role="status" className="sr-only">
        {label}
      </p>
      {Array.from({ length: 8 }, (_, index) => (
        <Skeleton key={index} className="h-11" />
      ))}
    </div>
  )
}
