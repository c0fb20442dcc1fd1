'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'

import { SettingsSection } from '@/components/settings/settings-section'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

/** What was chosen is kept in the browser, and known there only. */
const FrameCheckChoice = dynamic(
  untilLoaded(() =>
    import('@/components/video/frame-check-choice').then((module) => module.FrameCheckChoice),
  ),
  { ssr: false },
)

/** Whether a stranger's picture is checked on this device before it is shown; kept in this browser, not with the account. */
export function PictureSection() {
  const t = useTranslations('settings.pictures')
  return (
    <SettingsSection id="pictures" title={t('title')} lead={t('lead')}>
      <FrameCheckChoice />
    </SettingsSection>
  )
}
