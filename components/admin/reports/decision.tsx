'use client'

import { ArrowRight, Ban } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState, type RefObject } from 'react'

import { useFeed } from '@/components/admin/admin-feed'
import { BanDialog } from '@/components/admin/ban-dialog'
import { ClaimNote } from '@/components/admin/reports/claim-note'
import { Section } from '@/components/admin/section'
import { Button } from '@/components/ui/button'
import { buttonLook } from '@/components/ui/button-look'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import { useClaim } from '@/lib/client/admin/casework/use-claim'
import { useKeys } from '@/lib/client/admin/reports/use-keys'
import { decide, type Problem, problemOf, type ReportFile } from '@/lib/client/admin/rest'
import { DECIDABLE, type ReportOutcome } from '@/lib/domain/moderation'

const NOTE_LENGTH = 2_000

/** With the word on its button, and how that looks. */
const OUTCOMES = [
  ['resolved', 'resolve', 'primary'],
  ['dismissed', 'dismiss', 'plain'],
  ['reviewed', 'review', 'plain'],
] as const

const KEYS = { resolved: 'r', dismissed: 'd', reviewed: 'v' } as const

type State =
  | { readonly phase: 'open' }
  | { readonly phase: 'sending'; readonly outcome: ReportOutcome }
  | { readonly phase: 'failed'; readonly problem: Problem }
  | { readonly phase: 'decided'; readonly outcome: ReportOutcome }

interface DecisionProps {
  report: ReportFile
  onChange: () => void
  /** To the next case of the queue. */
  onNext: () => void
}

/** The note and the last try to decide. */
function useDecision(report: ReportFile, onChange: () => void) {
  const isOpen = DECIDABLE.resolved.includes(report.status)
  const [state, setState] = useState<State>({ phase: 'open' })
  const [note, setNote] = useState('')

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
  return { state, note, setNote, isOpen, handleDecide, handleBanned }
}

/** What comes of a report: a note for the audit log, an outcome, a ban; and then the next one. Also by single keys. */
export function Decision({ report, onChange, onNext }: DecisionProps) {
  const t = useTranslations('admin')
  const { state, note, setNote, isOpen, handleDecide, handleBanned } = useDecision(report, onChange)
  const [isBanning, setIsBanning] = useState(false)
  const noteField = useRef<HTMLTextAreaElement>(null)
  const claimNews = useFeed((feed) => feed.releaseNews)
  // What is being decided is not claimed any more.
  const isUndecided = isOpen && state.phase !== 'sending' && state.phase !== 'decided'
  const claim = useClaim(report.reportId, isUndecided, claimNews)
  const isFree = claim !== 'theirs'
  useDecisionKeys({
    report,
    isFree,
    onDecide: (outcome) => void handleDecide(outcome),
    onBan: () => setIsBanning(true),
    onNote: isOpen ? () => noteField.current?.focus() : undefined,
    onNext: state.phase === 'decided' ? onNext : undefined,
  })

  return (
    <Section title={t('decision.title')}>
      <div className="flex flex-col gap-4">
        <ClaimNote claim={claim} />
        {isOpen && (
          <OpenCase
            report={report}
            isFree={isFree}
            sending={state.phase === 'sending' ? state.outcome : undefined}
            note={note}
            noteField={noteField}
            onNote={setNote}
            onDecide={(outcome) => void handleDecide(outcome)}
          />
        )}
        <News state={state} isOpen={isOpen} report={report} />
      </div>
      <div className="-mx-4 mt-4 -mb-4 border-t border-line px-2 py-2">
        <Button
          look="harm-quiet"
          disabled={!isFree || report.reported.banned}
          aria-keyshortcuts="b"
          onClick={() => setIsBanning(true)}
        >
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

/** What became of the last try, or whose decision the case has. */
function News({ state, isOpen, report }: { state: State; isOpen: boolean; report: ReportFile }) {
  const t = useTranslations('admin')
  return (
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
  )
}

interface OpenCaseProps {
  report: ReportFile
  /** No other moderator has it. */
  isFree: boolean
  /** What is on its way. */
  sending: ReportOutcome | undefined
  note: string
  noteField: RefObject<HTMLTextAreaElement | null>
  onNote: (note: string) => void
  onDecide: (outcome: ReportOutcome) => void
}

/** The note and the outcomes of a case that is not decided. */
function OpenCase({ report, isFree, sending, note, noteField, onNote, onDecide }: OpenCaseProps) {
  const t = useTranslations('admin')
  return (
    <>
      <Field label={t('decision.note')} hint={t('decision.noteHint')}>
        {(control) => (
          <Textarea
            {...control}
            ref={noteField}
            rows={2}
            maxLength={NOTE_LENGTH}
            value={note}
            className="max-h-40"
            onChange={(event) => onNote(event.target.value)}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-2">
        {OUTCOMES.map(([outcome, word, look]) => (
          <Button
            key={outcome}
            look={look}
            disabled={!isFree || !DECIDABLE[outcome].includes(report.status)}
            aria-keyshortcuts={KEYS[outcome]}
            busy={sending === outcome}
            onClick={() => onDecide(outcome)}
          >
            {t(`decision.${word}`)}
          </Button>
        ))}
      </div>
    </>
  )
}

interface DecisionKeys {
  report: ReportFile
  /** No other moderator has it. */
  isFree: boolean
  onDecide: (outcome: ReportOutcome) => void
  onBan: () => void
  onNote: (() => void) | undefined
  onNext: (() => void) | undefined
}

/** What single keys do about a case; nothing that its buttons would not do. */
function useDecisionKeys({ report, isFree, onDecide, onBan, onNote, onNext }: DecisionKeys): void {
  const keyTo = (outcome: ReportOutcome) =>
    isFree && DECIDABLE[outcome].includes(report.status) ? () => onDecide(outcome) : undefined
  useKeys({
    r: keyTo('resolved'),
    d: keyTo('dismissed'),
    v: keyTo('reviewed'),
    b: isFree && !report.reported.banned ? onBan : undefined,
    n: onNote,
    enter: onNext,
  })
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
