'use client'

import { KeyRound } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { useAccount } from '@/components/settings/account-provider'
import { buttonLook } from '@/components/ui/button-look'

/** Tells guests what their account hangs on, before they lose it. */
export function GuestNudge() {
  const t = useTranslations('settings.nudge')
  const { isMember } = useAccount()
  if (isMember) return null
  return (
    <aside
      aria-labelledby="nudge-title"
      className="flex flex-col gap-4 rounded-lg bg-accent-soft p-5 sm:flex-row sm:items-center sm:p-6"
    >
      <KeyRound aria-hidden className="size-6 shrink-0 text-accent-ink max-sm:hidden" />
      <div className="flex flex-1 flex-col gap-1">
        <h2 id="nudge-title" className="font-[620]">
          {t('title')}
        </h2>
        <p className="text-small">{t('text')}</p>
      </div>
      <a href="#email" className={buttonLook({ look: 'primary' })}>
        {t('go')}
      </a>
    </aside>
  )
}
