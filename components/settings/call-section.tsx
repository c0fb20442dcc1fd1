'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'

import { SettingsSection } from '@/components/settings/settings-section'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

/** What this browser can do is known in the browser only. */
const CallBackChoice = dynamic(
  untilLoaded(() => import('@/components/chat/call-back-choice').then((module) => module.CallBackChoice)),
  { ssr: false },
)

/** How one is called back to a conversation; kept in this browser, not with the account. */
export function CallSection() {
  const t = useTranslations('settings.call')
  return (
    <SettingsSection id="call" title={t('title')} lead={t('lead')}>
      <CallBackChoice />
    </SettingsSection>
  )
}
