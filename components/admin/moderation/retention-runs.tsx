'use client'

import { useFormatter, useTranslations } from 'next-intl'

import { Moment } from '@/components/admin/moment'
import { ProblemNote } from '@/components/admin/problem-note'
import { Section } from '@/components/admin/section'
import { Skeleton } from '@/components/ui/skeleton'
import type { RetentionReport } from '@/lib/client/admin/casework/casework-rest'
import { useRemote } from '@/lib/client/admin/use-remote'

/** Shown by name; the rest is one number. */
const NAMED = ['sessions', 'evidence', 'screenshots', 'audit'] as const

/** What the nightly deletion removed, and when. */
export function RetentionRuns() {
  const t = useTranslations('admin.retention')
  const { data, problem, again } = useRemote<RetentionReport>('/api/admin/retention', 0)
  if (problem === 'forbidden') return null
  const note = data
    ? t('note', {
        evidence: data.keptDays['evidence'] ?? 0,
        sessions: data.keptDays['sessions'] ?? 0,
        audit: data.keptDays['audit'] ?? 0,
      })
    : undefined
  return (
    <Section title={t('title')} {...(note && { note })}>
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {!data && !problem && <Skeleton className="h-24" />}
      {data?.runs.length === 0 && <p className="text-small text-muted">{t('none')}</p>}
      {data && data.runs.length > 0 && <RunTable runs={data.runs} />}
    </Section>
  )
}

function RunTable({ runs }: { runs: RetentionReport['runs'] }) {
  const t = useTranslations('admin.retention')
  const format = useFormatter()
  const rest = (deleted: Readonly<Record<string, number>>) =>
    Object.entries(deleted)
      .filter(([name]) => !NAMED.some((one) => one === name))
      .reduce((sum, [, count]) => sum + count, 0)
  return (
    <div className="relative overflow-x-auto">
      <table className="w-full text-small tabular-nums">
        <thead className="text-muted">
          <tr>
            <th scope="col" className="py-2 pe-4 text-start font-[440]">
              {t('when')}
            </th>
            {[...NAMED, 'rest' as const].map((name) => (
              <th key={name} scope="col" className="py-2 pe-4 text-end font-[440]">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {runs.map(({ at, deleted }) => (
            <tr key={at}>
              <th scope="row" className="py-2 pe-4 text-start font-[440]">
                <Moment at={at} />
              </th>
              {NAMED.map((name) => (
                <td key={name} className="py-2 pe-4 text-end">
                  {format.number(deleted[name] ?? 0)}
                </td>
              ))}
              <td className="py-2 pe-4 text-end">{format.number(rest(deleted))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
