'use client'

import { clsx } from 'clsx'
import { ChevronDown } from 'lucide-react'
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
import { ReceiptsSection } from '@/components/settings/receipts-section'
import { SecondFactorSection } from '@/components/settings/second-factor/second-factor-section'
import { SharingSection } from '@/components/settings/sharing-section'
import { VisitsSection } from '@/components/settings/visits-section'
import { WalletSection } from '@/components/settings/wallet-section'
import { YouSection } from '@/components/settings/you-section'
import { Button } from '@/components/ui/button'
import { leaveAccount } from '@/lib/client/account/leave-account'
import { ownAccount } from '@/lib/client/account/own-account'
import type { Theme } from '@/lib/client/browser/theme'
import { useHashScroll } from '@/lib/client/browser/use-hash-scroll'
import type { Role } from '@/lib/domain/accounts'
import { isPermitted } from '@/lib/domain/permissions'

const SECTIONS = [
  'you',
  'email',
  'phone',
  'secondFactor',
  'wallet',
  'visits',
  'look',
  'call',
  'logins',
  'blocks',
  'pictures',
  'sharing',
  'privacy',
  'receipts',
  'data',
] as const

interface SettingsScreenProps {
  theme: Theme
  role: Role
  /** Whether a link to confirm an address by can be expected. */
  sendsMail: boolean
  /** Nothing but a second factor can be set up. */
  mustSetUpFactor: boolean
}

/** Everything that a person decides about their own account, on one page. */
export function SettingsScreen({ theme, role, sendsMail, mustSetUpFactor }: SettingsScreenProps) {
  const hasFactor = isPermitted(role, 'account.second_factor')
  const t = useTranslations('settings')
  return (
    <main
      id="content"
      className="mx-auto w-full max-w-6xl px-5 pt-4 pb-[max(40px,env(safe-area-inset-bottom))] lg:px-8 lg:pt-8"
    >
      <h1 className="text-title font-[640]">{t('title')}</h1>
      {!mustSetUpFactor && (
        <nav aria-label={t('contents')} className="mt-4 lg:hidden">
          <details className="rounded-lg border border-line bg-surface px-4">
            <summary className="flex min-h-12 cursor-pointer items-center justify-between text-small font-[560] [&::-webkit-details-marker]:hidden">
              {t('contents')}
              <ChevronDown aria-hidden className="size-5" />
            </summary>
            <Contents hasFactor={hasFactor} className="-mx-3 pb-2" />
          </details>
        </nav>
      )}
      <div className="mt-6 flex gap-10">
        {!mustSetUpFactor && (
          <nav aria-label={t('contents')} className="sticky top-6 w-56 shrink-0 self-start max-lg:hidden">
            <Contents hasFactor={hasFactor} className="-ms-3" />
          </nav>
        )}
        <div className="flex max-w-[44rem] min-w-0 flex-1 flex-col gap-6">
          <AccountProvider>
            <PlaceOnPage />
            {mustSetUpFactor ? (
              <>
                <SecondFactorSection isMissing />
                <LogOut />
              </>
            ) : (
              <Sections theme={theme} hasFactor={hasFactor} sendsMail={sendsMail} />
            )}
          </AccountProvider>
        </div>
      </div>
    </main>
  )
}

interface SectionsProps extends Pick<SettingsScreenProps, 'theme' | 'sendsMail'> {
  hasFactor: boolean
}

function Sections({ theme, hasFactor, sendsMail }: SectionsProps) {
  return (
    <>
      <GuestNudge />
      <YouSection />
      <EmailSection sendsMail={sendsMail} />
      <PhoneSection />
      {hasFactor && <SecondFactorSection isMissing={false} />}
      <WalletSection />
      <VisitsSection />
      <LookSection theme={theme} />
      <CallSection />
      <LoginsSection />
      <BlocksSection />
      <PictureSection />
      <SharingSection />
      <PrivacySection />
      <ReceiptsSection />
      <DataSection />
    </>
  )
}

/** The other way on for whom nothing else is open. */
function LogOut() {
  const t = useTranslations('settings.secondFactor')
  return (
    <Button look="quiet" className="self-start" onClick={() => void leaveAccount(ownAccount.logOut)}>
      {t('logOut')}
    </Button>
  )
}

/** Inside what is loaded, so that it comes with the parts that it looks for. */
function PlaceOnPage() {
  useHashScroll()
  return null
}

/** What is on the page: beside it where there is room, and else folded away above it. */
function Contents({ hasFactor, className }: { hasFactor: boolean; className: string }) {
  const t = useTranslations('settings')
  return (
    <ul className={clsx('flex flex-col', className)}>
      {SECTIONS.filter((id) => hasFactor || id !== 'secondFactor').map((id) => (
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
  )
}
