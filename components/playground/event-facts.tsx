'use client'

import { useTranslations } from 'next-intl'
import { accessWords, familyWords, limitWords } from '@/lib/contracts/documents/rules'
import type { Sendable } from '@/lib/client/playground/tables'

/** What the table says of an event: who may send it, how often, how it is refused, and where that is written. */
export function EventFacts({ name, row, contract }: Sendable) {
  const t = useTranslations('playground.compose')
  const facts = [
    [t('access'), accessWords(row.access)],
    [t('limits'), row.limits.map(limitWords).join('; ') || t('noLimits')],
    [t('refusedBy'), familyWords(contract, row)],
    [t('source'), row.source],
  ]
  return (
    <div>
      <h3>
        <code className="wrap-anywhere">{name}</code>
      </h3>
      <p lang="en" className="text-small">
        {row.summary}
      </p>
      <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5 text-caption">
        {facts.map(([term, words]) => (
          <div key={term} className="contents">
            <dt className="text-muted">{term}</dt>
            <dd lang="en" className="wrap-anywhere">
              {words?.replaceAll('`', '')}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
