'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { LanguageChoice } from '@/components/i18n/language-choice'
import { SettingsSection } from '@/components/settings/settings-section'
import { ThemeSwitch } from '@/components/site/theme-switch'
import type { Theme } from '@/lib/client/browser/theme'

/** How everything looks here; kept in this browser, not with the account. */
export function LookSection({ theme }: { theme: Theme }) {
  const t = useTranslations('settings.look')
  return (
    <SettingsSection id="look" title={t('title')}>
      <Row label={t('theme')}>
        <ThemeSwitch initial={theme} />
      </Row>
      <Row label={t('language')}>
        <LanguageChoice />
      </Row>
    </SettingsSection>
  )
}

/** A choice with its name beside it; the control bears the name itself. */
function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <span aria-hidden className="text-small font-[560]">
        {label}
      </span>
      {children}
    </div>
  )
}
