'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { SettingsSection } from '@/components/settings/settings-section'
import { buttonLook } from '@/components/ui/button-look'

/** The way to one's coins. */
export function WalletSection() {
  const t = useTranslations('settings.wallet')
  return (
    <SettingsSection id="wallet" title={t('title')} lead={t('lead')}>
      <Link href="/wallet" prefetch={false} className={buttonLook({ className: 'self-start' })}>
        {t('open')}
      </Link>
    </SettingsSection>
  )
}
