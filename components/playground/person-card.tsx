'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { ConnectForm } from '@/components/playground/connect-form'
import { CopyButton } from '@/components/playground/copy-button'
import { PhaseLine } from '@/components/playground/phase-line'
import { usePlayground } from '@/components/playground/playground-context'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import type { Person } from '@/lib/client/playground/playground'

interface PersonCardProps {
  readonly person: Person
  /** The last one stays. */
  readonly isAlone: boolean
}

/** One person: how they connect, and what became of it. */
export function PersonCard({ person, isAlone }: PersonCardProps) {
  const t = useTranslations('playground.people')
  const { disconnect, dismiss } = usePlayground()
  const { name, phase, endpoint, token, userId } = person
  const isOpen = phase.name === 'open'

  return (
    <section aria-label={t('region', { name })} className="rounded-lg border border-line bg-surface p-4">
      <div className="flex min-h-11 items-center justify-between gap-2">
        <h3>{name}</h3>
        {!isAlone && <IconButton label={t('remove', { name })} icon={<X />} onClick={() => dismiss(name)} />}
      </div>
      <PhaseLine phase={phase} />
      {isOpen ? (
        <>
          <p className="mt-2 text-small text-muted">
            {endpoint.contract} <code>{endpoint.namespace}</code>
            {userId && <span className="block wrap-anywhere">{t('userId', { id: userId })}</span>}
          </p>
          <div className="mt-3 flex flex-wrap gap-2">
            <Button onClick={() => disconnect(name)}>{t('disconnect')}</Button>
            {token && <CopyButton label={t('copyToken')} done={t('copied')} text={token} />}
          </div>
        </>
      ) : (
        <ConnectForm person={person} />
      )}
    </section>
  )
}
