'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { ThresholdDialog } from '@/components/admin/alerts/threshold-dialog'
import { useAlertWords } from '@/components/admin/alerts/use-alert-words'
import { ProblemNote } from '@/components/admin/problem-note'
import { Section } from '@/components/admin/section'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import type { ThresholdList, ThresholdRow } from '@/lib/client/admin/rest'
import { useRemote } from '@/lib/client/admin/use-remote'

/** When alerts are raised and cleared, and the way to change that. */
export function Thresholds() {
  const t = useTranslations('admin.alerts')
  const [edited, setEdited] = useState<ThresholdRow>()
  const [changes, setChanges] = useState(0)
  const { data, problem, again } = useRemote<ThresholdList>('/api/admin/alerts/thresholds', changes)
  return (
    <Section title={t('thresholds')} note={t('thresholdsNote')}>
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {data ? (
        <ul className="flex flex-col">
          {data.thresholds.map((threshold) => (
            <ThresholdItem key={threshold.kind} threshold={threshold} onEdit={() => setEdited(threshold)} />
          ))}
        </ul>
      ) : (
        !problem && <Skeleton className="h-64 w-full" />
      )}
      {edited && (
        <ThresholdDialog
          threshold={edited}
          onClose={() => setEdited(undefined)}
          onSaved={() => {
            setEdited(undefined)
            setChanges((count) => count + 1)
          }}
        />
      )}
    </Section>
  )
}

function ThresholdItem({ threshold, onEdit }: { threshold: ThresholdRow; onEdit: () => void }) {
  const t = useTranslations('admin.alerts')
  const { name, about, say } = useAlertWords()
  const { kind, unit, isOn, raise, clear } = threshold
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-t border-line py-2 first:border-t-0">
      <div className="min-w-0 flex-1 basis-64">
        <p className="text-small font-[560]">{name(kind)}</p>
        <p className="text-caption text-muted">{about(kind)}</p>
      </div>
      <p className="text-small tabular-nums">
        {isOn ? t('rule', { raise: say(raise, unit), clear: say(clear, unit) }) : <Badge>{t('off')}</Badge>}
      </p>
      <Button look="quiet" aria-label={t('edit', { name: name(kind) })} onClick={onEdit}>
        {t('change')}
      </Button>
    </li>
  )
}
