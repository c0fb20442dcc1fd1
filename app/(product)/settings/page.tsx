import type { Metadata } from 'next'
import Link from 'next/link'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { pageViewer } from '@/app/viewer'
import { OpenedAs } from '@/components/account/opened-as'
import { ClientMessages } from '@/components/i18n/client-messages'
import { SettingsScreen } from '@/components/settings/settings-screen'
import { AppNav } from '@/components/shell/app-nav'
import { SiteFrame } from '@/components/site/site-frame'
import { buttonLook } from '@/components/ui/button-look'
import { gateAddress } from '@/lib/client/account/return-address'
import { THEME_COOKIE, toTheme } from '@/lib/client/browser/theme'
import { isPermitted } from '@/lib/domain/permissions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('pageTitle'), robots: { index: false } }
}

/** One's own account. People who are signed out come in at the gate, or signs in from there, and then comes back. */
export default async function SettingsPage() {
  const viewer = await pageViewer()
  if (!viewer) redirect(gateAddress('/settings'))
  const t = await getTranslations('settings')
  const theme = toTheme((await cookies()).get(THEME_COOKIE)?.value)
  return (
    <>
      <ClientMessages areas={['shell']}>
        <AppNav className="fixed z-20 max-lg:inset-x-0 max-lg:bottom-0 lg:inset-y-0 lg:start-0" />
      </ClientMessages>
      <div className="max-lg:pb-[calc(56px+env(safe-area-inset-bottom))] lg:ps-20">
        <SiteFrame
          bare
          aside={
            <div className="-me-4 flex flex-wrap items-center justify-end">
              {isPermitted(viewer.role, 'admin.area') && !viewer.mustSetUpFactor && (
                <Link href="/admin" prefetch={false} className={buttonLook({ look: 'quiet' })}>
                  {t('administration')}
                </Link>
              )}
              <Link href="/chat" className={buttonLook({ look: 'quiet' })}>
                {t('back')}
              </Link>
            </div>
          }
        >
          <ClientMessages
            areas={['common', 'errors', 'account', 'settings', 'message', 'picture', 'receipt']}
          >
            <OpenedAs key={viewer.userId} account={viewer.userId}>
              <SettingsScreen
                theme={theme}
                role={viewer.role}
                mustSetUpFactor={viewer.mustSetUpFactor ?? false}
              />
            </OpenedAs>
          </ClientMessages>
        </SiteFrame>
      </div>
    </>
  )
}
