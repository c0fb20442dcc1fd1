'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { SettingsSection } from '@/components/settings/settings-section'
import { buttonLook } from '@/components/ui/button-look'

/** The way to one's visits. */
export function VisitsSection() {
  const t = useTranslations('settings.visits')
  return (
    <SettingsSection id="visits" title={t('title')} lead={t('lead')}>
      <Link href="/visits" prefetch={false} className={buttonLook({ className: 'self-start' })}>
        {t('open')}
      </Link>
    </SettingsSection>
  )
}
