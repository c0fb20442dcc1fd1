'use client'

import { useTranslations } from 'next-intl'
import { useEffect } from 'react'

import { useFeed } from '@/components/admin/admin-feed'
import { AuditList } from '@/components/admin/audit-list'
import { Moment } from '@/components/admin/moment'
import { PersonName } from '@/components/admin/person-name'
import { ProblemNote } from '@/components/admin/problem-note'
import { CallQuality } from '@/components/admin/reports/call-quality'
import { Assignee } from '@/components/admin/casework/assignee'
import { PersonRecord } from '@/components/admin/casework/person-record'
import { Credibility } from '@/components/admin/reports/credibility'
import { Decision } from '@/components/admin/reports/decision'
import { Evidence } from '@/components/admin/reports/evidence'
import { ReportGroup } from '@/components/admin/reports/report-group'
import { StatusBadge } from '@/components/admin/reports/status-badge'
import { Section } from '@/components/admin/section'
import { Skeleton } from '@/components/ui/skeleton'
import { useEarlyKeys } from '@/lib/client/admin/reports/use-early-keys'
import { caseReadAhead, keepCase } from '@/lib/client/admin/reports/case-cache'
import { type ReportFile, reportPath } from '@/lib/client/admin/rest'
import { useRemote } from '@/lib/client/admin/use-remote'

interface ReportViewProps {
  id: string
  viewer: string
  /** A key that was pressed before the case was there. */
  early: string | undefined
  /** Another case was asked for, and this one goes. */
  isLeaving: () => boolean
  onEarly: (key: string | undefined) => void
  onNext: () => void
}

/** A report with all that is kept of it, and what can be done. */
export function ReportView({ id, viewer, early, isLeaving, onEarly, onNext }: ReportViewProps) {
  const t = useTranslations('admin.report')
  const news = useFeed((feed) => feed.reportNews)
  const { data: found, problem, again } = useRemote<ReportFile>(reportPath(id), news)
  const data = found ?? caseReadAhead(id)
  useEffect(() => {
    if (found) keepCase(id, found)
  }, [id, found])
  useEarlyKeys(() => data === undefined || isLeaving(), onEarly)
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <p role="status" className="text-small font-[560] empty:hidden">
        {early && t('early', { key: early })}
      </p>
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {data ? (
        <ReportCase
          report={data}
          viewer={viewer}
          onChange={() => {
            onEarly(undefined)
            again()
          }}
          onNext={onNext}
        />
      ) : (
        !problem && <CaseSkeleton label={t('loading')} />
      )}
    </div>
  )
}

interface ReportCaseProps {
  report: ReportFile
  /** Who looks at it. */
  viewer: string
  onChange: () => void
  onNext: () => void
}

function ReportCase({ report, viewer, onChange, onNext }: ReportCaseProps) {
  const t = useTranslations('admin')
  return (
    <>
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h1 className="text-title font-[640]">{t(`reports.type.${report.reportType}`)}</h1>
        <StatusBadge status={report.status} />
        <p className="text-small text-muted">
          {t('report.reportedAt')} <Moment at={report.createdAt} />
        </p>
      </header>
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_19rem] 2xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="flex min-w-0 flex-col gap-5 max-xl:contents">
          <Evidence report={report} onOpened={onChange} />
          {report.quality && <CallQuality quality={report.quality} />}
          <div className="flex min-w-0 flex-col gap-5 max-xl:order-last">
            <ReportGroup
              title={t('report.against')}
              none={t('report.againstNone')}
              reports={report.history.against}
            />
            <ReportGroup title={t('report.by')} none={t('report.byNone')} reports={report.history.by} />
          </div>
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Sides report={report} viewer={viewer} onChange={onChange} />
          {report.reporter.userId === viewer ? (
            <Section title={t('decision.title')}>
              <p className="text-small text-muted">{t('problem.ownCase')}</p>
            </Section>
          ) : (
            <Decision report={report} onChange={onChange} onNext={onNext} />
          )}
          <Credibility credibility={report.credibility} />
          <PersonRecord userId={report.reported.userId} reportId={report.reportId} />
          <Section title={t('audit.title')}>
            <AuditList entries={report.audit} />
          </Section>
        </div>
      </div>
    </>
  )
}

function Sides({ report, viewer, onChange }: Omit<ReportCaseProps, 'onNext'>) {
  const t = useTranslations('admin.report')
  const { reporter, reported, reportsAgainst, session, sessionId, chatType, description } = report
  const row = 'flex flex-wrap items-baseline justify-between gap-x-4 py-2 text-small'
  return (
    <Section title={t('who')}>
      <dl className="-my-2 divide-y divide-line">
        <div className={row}>
          <dt className="text-muted">{t('reported')}</dt>
          <dd>
            <PersonName {...reported} />
          </dd>
        </div>
        <div className={row}>
          <dt className="text-muted">{t('timesReported')}</dt>
          <dd className="tabular-nums">{reportsAgainst}</dd>
        </div>
        <div className={row}>
          <dt className="text-muted">{t('reporter')}</dt>
          <dd>
            <PersonName {...reporter} />
          </dd>
        </div>
        <div className={row}>
          <dt className="text-muted">
            {sessionId === null ? t('inConversation') : t('conversation', { type: chatType })}
          </dt>
          <dd className="min-w-0 break-words">
            {sessionId === null ? (
              <ReportedConversation report={report} />
            ) : (
              <Moment at={session.startedAt} />
            )}
          </dd>
        </div>
        <div className={row}>
          <dt className="text-muted">{t('assignee')}</dt>
          <dd>
            <Assignee
              reportId={report.reportId}
              assignee={report.assigneeId}
              viewer={viewer}
              onChange={onChange}
            />
          </dd>
        </div>
        <div className={row}>
          <dt className="text-muted">{t('inTheirWords')}</dt>
          <dd className="whitespace-pre-wrap break-words">{description || t('noWords')}</dd>
        </div>
      </dl>
    </Section>
  )
}

/** Its name where it has one, and what it is. */
function ReportedConversation({ report: { conversation } }: { report: ReportFile }) {
  const t = useTranslations('admin.report')
  if (!conversation) return t('conversationGone')
  const { name, kind } = conversation
  return (
    <>
      {name !== null && <bdi>{name}</bdi>} {t(`conversationKind.${kind}`)}
    </>
  )
}

function CaseSkeleton({ label }: { label: string }) {
  return (
    <div className="grid grid-cols-1 gap-5 xl:grid-cols-[minmax(0,1fr)_22rem] 2xl:grid-cols-[minmax(0,1fr)_26rem]">
      <p role="status" className="sr-only">
        {label}
      </p>
      <Skeleton className="h-[420px] rounded-lg" />
      <Skeleton className="h-[320px] rounded-lg" />
    </div>
  )
}
