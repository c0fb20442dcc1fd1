'use client'

import { useTranslations } from 'next-intl'

import { AccountProvider } from '@/components/settings/account-provider'
import { BlocksSection } from '@/components/settings/blocks-section'
import { CallSection } from '@/components/settings/call-section'
import { DataSection } from '@/components/settings/data-section'
import { EmailSection } from '@/components/settings/email-section'
import { GuestNudge } from '@/components/settings/guest-nudge'
import { LoginsSection } from '@/components/settings/logins-section'
import { LookSection } from '@/components/settings/look-section'
import { PhoneSection } from '@/components/settings/phone-section'
import { PictureSection } from '@/components/settings/picture-section'
import { PrivacySection } from '@/components/settings/privacy-section'
import { YouSection } from '@/components/settings/you-section'
import type { Theme } from '@/lib/client/browser/theme'
import { useHashScroll } from '@/lib/client/browser/use-hash-scroll'

const SECTIONS = [
  'you',
  'email',
  'phone',
  'look',
  'call',
  'logins',
  'blocks',
  'pictures',
  'privacy',
  'data',
] as const

/** Everything that a person decides about their own account, on one page. */
export function SettingsScreen({ theme }: { theme: Theme }) {
  const t = useTranslations('settings')
  return (
    <main
      id="content"
      className="mx-auto w-full max-w-6xl px-5 pt-4 pb-[max(40px,env(safe-area-inset-bottom))] lg:px-8 lg:pt-8"
    >
      <h1 className="text-title font-[640]">{t('title')}</h1>
      <div className="mt-6 flex gap-10">
        <Contents />
        <div className="flex max-w-[44rem] min-w-0 flex-1 flex-col gap-6">
          <AccountProvider>
            <PlaceOnPage />
            <GuestNudge />
            <YouSection />
            <EmailSection />
            <PhoneSection />
            <LookSection theme={theme} />
            <CallSection />
            <LoginsSection />
            <BlocksSection />
            <PictureSection />
            <PrivacySection />
            <DataSection />
          </AccountProvider>
        </div>
      </div>
    </main>
  )
}

/** Inside what is loaded, so that it comes with the parts that it looks for. */
function PlaceOnPage() {
  useHashScroll()
  return null
}

/** Where there is room, a list of what is on the page. */
function Contents() {
  const t = useTranslations('settings')
  return (
    <nav aria-label={t('contents')} className="sticky top-6 w-56 shrink-0 self-start max-lg:hidden">
      <ul className="-ms-3 flex flex-col">
        {SECTIONS.map((id) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="flex min-h-11 items-center rounded-md px-3 py-1 text-small text-muted transition-colors hover:bg-raised hover:text-ink"
            >
              {t(`${id}.title`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
