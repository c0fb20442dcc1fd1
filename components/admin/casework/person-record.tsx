'use client'

import { MessageSquareWarning, StickyNote } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { TextDialog } from '@/components/admin/casework/text-dialog'
import { Moment } from '@/components/admin/moment'
import { ProblemNote } from '@/components/admin/problem-note'
import { Section } from '@/components/admin/section'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import {
  addNote,
  type PersonRecord as Record,
  recordPath,
  warn,
} from '@/lib/client/admin/casework/casework-rest'
import { useKeys } from '@/lib/client/admin/reports/use-keys'
import { useRemote } from '@/lib/client/admin/use-remote'

interface PersonRecordProps {
  userId: string
  /** That led to a warning. */
  reportId?: string
}

/** A person's warnings and what moderators noted about them, with the way to add to both. */
export function PersonRecord({ userId, reportId }: PersonRecordProps) {
  const t = useTranslations('admin.record')
  const { data, problem, again } = useRemote<Record>(recordPath(userId), 0)
  const [dialog, setDialog] = useState<'warn' | 'note'>()
  useKeys({ w: () => setDialog('warn') })
  const close = () => setDialog(undefined)
  // Of an account that has gone there is nothing, and nobody to warn.
  if (problem === 'gone') return null
  return (
    <Section title={t('title')}>
      <div className="flex flex-col gap-3">
        {problem && <ProblemNote problem={problem} onRetry={again} />}
        {data ? <Entries record={data} /> : !problem && <Skeleton className="h-16" />}
        <div className="-mx-2 flex flex-wrap gap-1">
          <Button look="quiet" aria-keyshortcuts="w" onClick={() => setDialog('warn')}>
            <MessageSquareWarning aria-hidden />
            {t('warn')}
          </Button>
          <Button look="quiet" onClick={() => setDialog('note')}>
            <StickyNote aria-hidden />
            {t('note')}
          </Button>
        </div>
      </div>
      {dialog === 'warn' && (
        <TextDialog
          title={t('warnTitle')}
          description={t('warnLead')}
          label={t('warnText')}
          confirm={t('warnSend')}
          hasReplies
          onSend={(text) => warn(userId, text, reportId)}
          onClose={close}
          onDone={again}
        />
      )}
      {dialog === 'note' && (
        <TextDialog
          title={t('noteTitle')}
          description={t('noteLead')}
          label={t('noteText')}
          confirm={t('noteSend')}
          onSend={(text) => addNote(userId, text)}
          onClose={close}
          onDone={again}
        />
      )}
    </Section>
  )
}

function Entries({ record: { warnings, notes } }: { record: Record }) {
  const t = useTranslations('admin.record')
  if (warnings.length + notes.length === 0) return <p className="text-small text-muted">{t('none')}</p>
  return (
    <ul className="divide-y divide-line text-small">
      {warnings.map(({ warningId, text, createdAt, seen }) => (
        <li key={warningId} className="flex flex-col gap-1 py-2 first:pt-0">
          <span className="flex flex-wrap items-center gap-2">
            <Badge tone="harm">{t('warning')}</Badge>
            <span className="text-caption text-muted">
              <Moment at={createdAt} /> · {t(seen ? 'seen' : 'unseen')}
            </span>
          </span>
          <span className="wrap-anywhere whitespace-pre-wrap">{text}</span>
        </li>
      ))}
      {notes.map(({ noteId, text, createdAt }) => (
        <li key={noteId} className="flex flex-col gap-1 py-2 first:pt-0">
          <span className="flex flex-wrap items-center gap-2">
            <Badge>{t('noted')}</Badge>
            <span className="text-caption text-muted">
              <Moment at={createdAt} />
            </span>
          </span>
          <span className="wrap-anywhere whitespace-pre-wrap">{text}</span>
        </li>
      ))}
    </ul>
  )
}
