'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { useFeed } from '@/components/admin/admin-feed'
import { ReplySelect } from '@/components/admin/casework/reply-select'
import { Moment } from '@/components/admin/moment'
import { PersonName } from '@/components/admin/person-name'
import { ClaimNote } from '@/components/admin/reports/claim-note'
import { useViewerRole } from '@/components/admin/viewer-role'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import { type AppealRow, decideAppeal } from '@/lib/client/admin/casework/casework-rest'
import { useClaim } from '@/lib/client/admin/casework/use-claim'
import { type Problem, problemOf } from '@/lib/client/admin/rest'
import { type AppealOutcome, MAX_CASE_TEXT } from '@/lib/domain/casework'
import type { ReportType } from '@/lib/domain/moderation'
import { isPermitted } from '@/lib/domain/permissions'

interface AppealCardProps {
  appeal: AppealRow
  /** The viewer banned, so another one answers. */
  isOwnBan: boolean
  onChange: () => void
}

/** One appeal with its ban, and the answer to it. */
export function AppealCard({ appeal, isOwnBan, onChange }: AppealCardProps) {
  const t = useTranslations('admin.appeals')
  const { user, text, status, answer, ban, reports, createdAt, decidedAt } = appeal
  const own = isOwnBan ? 'own' : reports.some(({ byYou }) => byYou) ? 'ownReport' : undefined
  return (
    <article className="grid grid-cols-1 gap-4 rounded-lg border border-line bg-surface p-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <div className="flex min-w-0 flex-col gap-3">
        <header className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small">
          <PersonName {...user} />
          <Badge tone={status === 'pending' ? 'accent' : 'neutral'}>{t(`status.${status}`)}</Badge>
          <span className="text-caption text-muted">
            <Moment at={createdAt} />
          </span>
        </header>
        <blockquote className="border-s-2 border-line ps-3 wrap-anywhere whitespace-pre-wrap">
          {text}
        </blockquote>
        <p className="text-small text-muted">
          {t('ban', { reason: ban.reason })} <Moment at={ban.createdAt} />
          {' · '}
          {ban.until ? (
            <>
              {t('until')} <Moment at={ban.until} />
            </>
          ) : (
            t('forever')
          )}
        </p>
        <Reports reports={reports} />
      </div>
      {status === 'pending' ? (
        own ? (
          <AnotherAnswers why={own} />
        ) : (
          <Answer appealId={appeal.appealId} onChange={onChange} />
        )
      ) : (
        <div className="flex flex-col gap-1 text-small">
          <p className="font-[560]">{t(`done.${status}`)}</p>
          {decidedAt && (
            <p className="text-caption text-muted">
              <Moment at={decidedAt} />
            </p>
          )}
          {answer && <p className="wrap-anywhere whitespace-pre-wrap">{answer}</p>}
        </div>
      )}
    </article>
  )
}

/** What the ban may rest on; each leads to the messages that were kept. */
function Reports({ reports }: Pick<AppealRow, 'reports'>) {
  const t = useTranslations('admin')
  if (reports.length === 0) return <p className="text-small text-muted">{t('appeals.noReports')}</p>
  return (
    <div className="flex flex-col text-small">
      <p className="text-muted">{t('appeals.reports')}</p>
      <ul className="flex flex-col">
        {reports.map(({ reportId, reportType, createdAt }) => (
          <li key={reportId} className="flex flex-wrap items-center gap-x-3">
            <Link
              href={`/admin/reports/${encodeURIComponent(reportId)}`}
              prefetch={false}
              className="inline-flex min-h-11 items-center font-[560] underline decoration-line underline-offset-4 hover:decoration-ink"
            >
              {t(`reports.type.${reportType as ReportType}`)}
            </Link>
            <span className="text-caption text-muted">
              <Moment at={createdAt} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Why the viewer does not answer, and what to do where there is nobody else. */
function AnotherAnswers({ why }: { why: 'own' | 'ownReport' }) {
  const t = useTranslations('admin.appeals')
  const mayName = isPermitted(useViewerRole(), 'admin.users')
  return (
    <div className="flex flex-col gap-1 self-start rounded-md bg-raised px-3 py-2 text-small">
      <p>{t(why)}</p>
      {mayName && (
        <p className="text-muted">
          {t('nobodyElse')}{' '}
          <Link
            href="/admin/users"
            prefetch={false}
            className="underline decoration-line underline-offset-4 hover:decoration-ink"
          >
            {t('nameOne')}
          </Link>
        </p>
      )}
    </div>
  )
}

function Answer({ appealId, onChange }: { appealId: string; onChange: () => void }) {
  const t = useTranslations('admin')
  const [isHere, setIsHere] = useState(false)
  const news = useFeed((feed) => feed.releaseNews)
  const claim = useClaim(appealId, isHere, news)
  const [answer, setAnswer] = useState('')
  const [state, setState] = useState<'ready' | AppealOutcome | Problem>('ready')

  const handleDecide = async (outcome: AppealOutcome) => {
    setState(outcome)
    const problem = problemOf(await decideAppeal(appealId, outcome, answer.trim()))
    if (problem && problem !== 'decided') return setState(problem)
    onChange()
  }
  const isBusy = state === 'upheld' || state === 'lifted'
  return (
    <div className="flex flex-col gap-3" onFocusCapture={() => setIsHere(true)}>
      <ClaimNote claim={claim} />
      <ReplySelect onChoose={setAnswer} />
      <Field label={t('appeals.answer')} hint={t('appeals.answerHint')}>
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            maxLength={MAX_CASE_TEXT}
            value={answer}
            className="max-h-60"
            onChange={(event) => setAnswer(event.target.value)}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button
          look="primary"
          busy={state === 'lifted'}
          disabled={claim === 'theirs' || isBusy}
          onClick={() => void handleDecide('lifted')}
        >
          {t('appeals.lift')}
        </Button>
        <Button
          busy={state === 'upheld'}
          disabled={claim === 'theirs' || isBusy}
          onClick={() => void handleDecide('upheld')}
        >
          {t('appeals.uphold')}
        </Button>
      </div>
      <p role="alert" className="text-small text-harm-ink empty:hidden">
        {state !== 'ready' && !isBusy && t(`problem.${state as Problem}`)}
      </p>
    </div>
  )
}
