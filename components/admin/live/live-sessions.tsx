'use client'

import { useTranslations } from 'next-intl'
import { useSearchParams } from 'next/navigation'

import { useFeed } from '@/components/admin/admin-feed'
import { ConnectionList } from '@/components/admin/live/connection-list'
import { LiveTable } from '@/components/admin/live/live-table'
import { LiveHeading } from '@/components/admin/live-heading'
import { KindTable } from '@/components/admin/overview/kind-table'
import { ProblemNote } from '@/components/admin/problem-note'
import { Section } from '@/components/admin/section'
import { Button } from '@/components/ui/button'
import { Segmented } from '@/components/ui/segmented'
import { Skeleton } from '@/components/ui/skeleton'
import type { LivePage } from '@/lib/client/admin/rest'
import { useAddress } from '@/lib/client/admin/use-address'
import { useRemote } from '@/lib/client/admin/use-remote'
import { useSlowNews } from '@/lib/client/admin/use-slow-news'
import { CHAT_TYPES } from '@/lib/domain/sessions'

const KINDS = ['all', ...CHAT_TYPES] as const
/** Sessions begin and end all the time: the list follows this often at most. */
const FOLLOW_MS = 2_000

/** The page of the list that the address names, read again as sessions come and go. */
function useLivePage() {
  const params = useSearchParams()
  const kind = KINDS.find((one) => one === params.get('chatType')) ?? 'all'
  const from = /^\d{1,6}$/.test(params.get('from') ?? '') ? Number(params.get('from')) : 0
  const query = new URLSearchParams({
    limit: '50',
    from: String(from),
    ...(kind !== 'all' && { chatType: kind }),
  })
  const news = useSlowNews(
    useFeed((feed) => feed.receivedAt ?? 0),
    FOLLOW_MS,
  )
  return { kind, from, news, ...useRemote<LivePage>(`/api/admin/live?${query.toString()}`, news) } as const
}

/** Sessions that go on and connections that are open: how they are, never who is there or what is said. */
export function LiveSessions() {
  const t = useTranslations('admin.live')
  const { filter } = useAddress()
  const { kind, from, news, data, problem, again } = useLivePage()
  const kinds = useFeed((feed) => feed.figures?.kinds)
  const next = data?.next ?? null
  return (
    <div className="flex flex-col gap-5">
      <LiveHeading
        title={t('title')}
        lead={t('lead')}
        aside={
          <Segmented
            label={t('which')}
            name="kind"
            value={kind}
            choices={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
            onChoose={(chosen) =>
              filter({ chatType: chosen === 'all' ? undefined : chosen, from: undefined })
            }
          />
        }
      />
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      <div className="grid grid-cols-1 items-start gap-4 2xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-3">
          {!data && !problem && <Skeleton className="h-48 w-full rounded-lg" />}
          {data && <LiveTable page={data} />}
          <div className="flex gap-3 empty:hidden">
            {from > 0 && <Button onClick={() => filter({ from: undefined })}>{t('first')}</Button>}
            {next !== null && <Button onClick={() => filter({ from: String(next) })}>{t('more')}</Button>}
          </div>
        </div>
        {kinds && (
          <Section title={t('byKind')}>
            <KindTable kinds={kinds} />
          </Section>
        )}
      </div>
      <ConnectionList news={news} />
      <p className="text-caption text-muted">{t('footnote')}</p>
    </div>
  )
}
