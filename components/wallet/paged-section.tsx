'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { ProblemLine } from '@/components/account/account-form'
import { SettingsSection } from '@/components/settings/settings-section'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import type { usePages } from '@/lib/client/payments/use-pages'

interface PagedSectionProps<Item> {
  id: string
  title: string
  /** What stands there while there is nothing. */
  none: string
  /** What the button that reads on is about. */
  about: string
  pages: ReturnType<typeof usePages<Item>>
  children: (item: Item) => ReactNode
}

/** A list of the wallet with its states, and a way to what is older. */
export function PagedSection<Item>({ id, title, none, about, pages, children }: PagedSectionProps<Item>) {
  const t = useTranslations('wallet.pages')
  const { page, busy, problem, secondsLeft, again, earlier } = pages
  const isTooFast = problem === 'tooFast'
  return (
    <SettingsSection id={id} title={title}>
      {!page && busy && !problem && <Skeleton className="h-24" />}
      {page?.items.length === 0 && <p className="text-small text-muted">{none}</p>}
      {page && page.items.length > 0 && (
        <ul className="flex flex-col divide-y divide-line">{page.items.map(children)}</ul>
      )}
      <ProblemLine problem={problem} secondsLeft={secondsLeft} />
      {(page ? page.hasMore : problem || !busy) && (
        <Button
          className="self-start"
          busy={page ? busy === 'earlier' : busy !== undefined}
          disabled={isTooFast}
          onClick={page ? earlier : again}
        >
          {t(page ? 'earlier' : 'again')}
          <span className="sr-only">{about}</span>
        </Button>
      )}
      <p role="status" className="sr-only">
        {page && page.items.length > 0 && t('shown', { count: page.items.length, about })}
      </p>
    </SettingsSection>
  )
}
