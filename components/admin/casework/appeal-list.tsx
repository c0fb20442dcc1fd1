'use client'

import { useTranslations } from 'next-intl'

import { useFeed } from '@/components/admin/admin-feed'
import { AppealCard } from '@/components/admin/casework/appeal-card'
import { FeedStatus } from '@/components/admin/feed-status'
import { Pager } from '@/components/admin/pager'
import { ProblemNote } from '@/components/admin/problem-note'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import { appealQuery, APPEAL_CHOICES } from '@/lib/client/admin/casework/appeal-query'
import type { AppealPage } from '@/lib/client/admin/casework/casework-rest'
import { useAddress } from '@/lib/client/admin/use-address'
import { useRemote } from '@/lib/client/admin/use-remote'

/** What banned people say to their ban; a new appeal is there at once. */
export function AppealList({ viewer }: { viewer: string }) {
  const t = useTranslations('admin.appeals')
  const { params, filter } = useAddress()
  const news = useFeed((feed) => feed.appealNews)
  const { data, problem, again } = useRemote<AppealPage>(appealQuery(params), news)
  const last = data?.appeals.at(-1)
  return (
    <div className="flex flex-col gap-4">
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div>
          <h1 className="text-title font-[640]">{t('title')}</h1>
          <FeedStatus />
        </div>
        <Select
          aria-label={t('statusLabel')}
          value={params.get('status') ?? 'pending'}
          onChange={(event) => filter({ status: event.target.value })}
        >
          {APPEAL_CHOICES.map((status) => (
            <option key={status} value={status}>
              {t(`status.${status}`)}
            </option>
          ))}
        </Select>
      </header>
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {!data && !problem && (
        <>
          <p role="status" className="sr-only">
            {t('loading')}
          </p>
          <Skeleton className="h-48" />
        </>
      )}
      {data?.appeals.length === 0 && (
        <div className="flex max-w-[36rem] flex-col gap-2 py-10">
          <p className="text-lead font-[620]">{t('emptyTitle')}</p>
          <p className="text-muted">{t('empty')}</p>
        </div>
      )}
      {data && data.appeals.length > 0 && (
        <>
          <ul aria-label={t('title')} className="flex flex-col gap-4">
            {data.appeals.map((appeal) => (
              <li key={appeal.appealId}>
                <AppealCard appeal={appeal} isOwnBan={appeal.ban.by === viewer} onChange={again} />
              </li>
            ))}
          </ul>
          <Pager hasMore={data.hasMore} after={{ before: last?.createdAt, beforeId: last?.appealId }} />
        </>
      )}
    </div>
  )
}
