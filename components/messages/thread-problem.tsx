'use client'

import { CircleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { useThread, useThreadActions } from '@/components/messages/thread-context'

/** What could not be done, until one has read it. */
export function ThreadProblem() {
  const t = useTranslations('conversations.thread')
  const problem = useThread((data) => data.problem)
  const { dismiss } = useThreadActions()
  return (
    <div role="alert" className="empty:hidden">
      {problem && (
        <div className="flex items-center gap-2 border-t border-line bg-raised px-4 text-small">
          <CircleAlert aria-hidden className="size-4 shrink-0 text-harm-ink" />
          <p className="flex-1 py-2">{t(`problem.${problem}`)}</p>
          <button
            type="button"
            onClick={dismiss}
            className="min-h-11 px-2 font-[620] underline-offset-4 hover:underline"
          >
            {t('dismiss')}
          </button>
        </div>
      )}
    </div>
  )
}
