'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { Button } from '@/components/ui/button'
import { assign } from '@/lib/client/admin/casework/casework-rest'
import { type Problem, problemOf } from '@/lib/client/admin/rest'

interface AssigneeProps {
  reportId: string
  /** Null: anybody. */
  assignee: string | null
  viewer: string
  onChange: () => void
}

/** Who is to decide a case; one takes it upon oneself, or leaves it to anybody. */
export function Assignee({ reportId, assignee, viewer, onChange }: AssigneeProps) {
  const t = useTranslations('admin')
  const [state, setState] = useState<'ready' | 'busy' | Problem>('ready')
  const isMine = assignee === viewer
  const handleAssign = async () => {
    setState('busy')
    const problem = problemOf(await assign(reportId, isMine ? null : viewer))
    setState(problem ?? 'ready')
    if (!problem) onChange()
  }
  const who = isMine
    ? t('assignee.mine')
    : assignee === null
      ? t('assignee.nobody')
      : t('shortId', { id: assignee.slice(0, 8) })
  return (
    <span className="flex flex-wrap items-center gap-x-3">
      <span>{who}</span>
      <Button look="quiet" busy={state === 'busy'} onClick={() => void handleAssign()}>
        {t(isMine ? 'assignee.leave' : 'assignee.take')}
      </Button>
      <span role="alert" className="text-caption text-harm-ink empty:hidden">
        {state !== 'ready' && state !== 'busy' && t(`problem.${state}`)}
      </span>
    </span>
  )
}
