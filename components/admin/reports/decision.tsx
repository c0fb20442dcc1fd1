'use client'

import { ArrowRight, Ban } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'

import { BanDialog } from '@/components/admin/ban-dialog'
import { Section } from '@/components/admin/section'
import { Button } from '@/components/ui/button'
import { buttonLook } from '@/components/ui/button-look'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import { decide, type Problem, problemOf, type ReportFile } from '@/lib/client/admin/rest'
import { DECIDABLE, type ReportOutcome } from '@/lib/domain/moderation'

const NOTE_LENGTH = 2_000

/** With the word on its button, and how that looks. */
const OUTCOMES = [
  ['resolved', 'resolve', 'primary'],
  ['dismissed', 'dismiss', 'plain'],
  ['reviewed', 'review', 'plain'],
] as const

type State =
  | { readonly phase: 'open' }
  | { readonly phase: 'sending'; readonly outcome: ReportOutcome }
  | { readonly phase: 'failed'; readonly problem: Problem }
  | { readonly phase: 'decided'; readonly outcome: ReportOutcome }

/** What comes of a report: a note for the audit log, an outcome, a ban; and then the next one. */
export function Decision({ report, onChange }: { report: ReportFile; onChange: () => void }) {
  const t = useTranslations('admin')
  const [state, setState] = useState<State>({ phase: 'open' })
  const [note, setNote] = useState('')
  const [isBanning, setIsBanning] = useState(false)

  const handleDecide = async (outcome: ReportOutcome) => {
    setState({ phase: 'sending', outcome })
    const problem = problemOf(await decide(report.reportId, outcome, note.trim()))
    if (problem === 'decided') onChange()
    if (problem) return setState({ phase: 'failed', problem })
    setState({ phase: 'decided', outcome })
    setNote('')
    onChange()
  }
  const handleBanned = () => {
    if (isOpen) setState({ phase: 'decided', outcome: 'resolved' })
    setNote('')
    onChange()
  }
  const isOpen = DECIDABLE.resolved.includes(report.status)

  return (
    <Section title={t('decision.title')}>
      <div className="flex flex-col gap-4">
        {isOpen && (
          <>
            <Field label={t('decision.note')} hint={t('decision.noteHint')}>
              {(control) => (
                <Textarea
                  {...control}
                  rows={2}
                  maxLength={NOTE_LENGTH}
                  value={note}
                  className="max-h-40"
                  onChange={(event) => setNote(event.target.value)}
                />
              )}
            </Field>
            <div className="flex flex-wrap gap-2">
              {OUTCOMES.map(([outcome, word, look]) => (
                <Button
                  key={outcome}
                  look={look}
                  disabled={!DECIDABLE[outcome].includes(report.status)}
                  busy={state.phase === 'sending' && state.outcome === outcome}
                  onClick={() => void handleDecide(outcome)}
                >
                  {t(`decision.${word}`)}
                </Button>
              ))}
            </div>
          </>
        )}
        <div role="status" className="flex flex-col items-start gap-3 text-small empty:hidden">
          {state.phase === 'failed' && <p>{t(`problem.${state.problem}`)}</p>}
          {!isOpen && state.phase !== 'decided' && <DecidedBy report={report} />}
          {state.phase === 'decided' && (
            <>
              <p>{t(`decision.done.${state.outcome}`)}</p>
              <NextReport id={report.nextReportId} />
            </>
          )}
        </div>
      </div>
      <div className="-mx-4 mt-4 -mb-4 border-t border-line px-2 py-2">
        <Button look="harm-quiet" disabled={report.reported.banned} onClick={() => setIsBanning(true)}>
          <Ban aria-hidden />
          {t(report.reported.banned ? 'ban.already' : isOpen ? 'ban.openAndResolve' : 'ban.open')}
        </Button>
      </div>
      {isBanning && (
        <BanDialog
          userId={report.reported.userId}
          name={report.reported.displayName}
          onClose={() => setIsBanning(false)}
          resolves={isOpen ? { reportId: report.reportId, note: note.trim() } : undefined}
          onBanned={handleBanned}
          onDecided={onChange}
        />
      )}
    </Section>
  )
}

/** Whose decision a report has, and which. */
function DecidedBy({ report: { status, audit } }: { report: ReportFile }) {
  const t = useTranslations('admin')
  const last = audit.find(({ action }) => action === 'report.reviewed')
  const id = last?.actorId?.slice(0, 8) ?? t('audit.system')
  return <p>{t('decision.closed', { status: t(`reports.status.${status}`), id })}</p>
}

function NextReport({ id }: { id: string | null }) {
  const t = useTranslations('admin.decision')
  const link = useRef<HTMLAnchorElement & HTMLParagraphElement>(null)
  // Whoever decides by keyboard goes on with the same key; the button that had the focus is gone.
  useEffect(() => link.current?.focus(), [])
  if (id === null)
    return (
      <p ref={link} tabIndex={-1} className="text-muted outline-none">
        {t('noneLeft')}
      </p>
    )
  return (
    <Link
      ref={link}
      href={`/admin/reports/${encodeURIComponent(id)}`}
      prefetch={false}
      className={buttonLook({ look: 'plain' })}
    >
      {t('next')}
      <ArrowRight aria-hidden />
    </Link>
  )
}
