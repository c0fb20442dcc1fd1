import type { Metadata } from 'next'
import Link from 'next/link'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { pageViewer } from '@/app/viewer'
import { OpenedAs } from '@/components/account/opened-as'
import { ClientMessages } from '@/components/i18n/client-messages'
import { SettingsScreen } from '@/components/settings/settings-screen'
import { NavFrame } from '@/components/shell/nav-frame'
import { buttonLook } from '@/components/ui/button-look'
import { gateAddress } from '@/lib/client/account/return-address'
import { getRuntime } from '@/lib/server/runtime-slot'
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
    <NavFrame
      aside={
        isPermitted(viewer.role, 'admin.area') &&
        !viewer.mustSetUpFactor && (
          <Link href="/admin" prefetch={false} className={buttonLook({ look: 'quiet', className: '-me-4' })}>
            {t('administration')}
          </Link>
        )
      }
    >
      <ClientMessages areas={['common', 'errors', 'account', 'settings', 'message', 'picture', 'receipt']}>
        <OpenedAs key={viewer.userId} account={viewer.userId}>
          <SettingsScreen
            theme={theme}
            role={viewer.role}
            sendsMail={getRuntime().sendsMail}
            mustSetUpFactor={viewer.mustSetUpFactor ?? false}
          />
        </OpenedAs>
      </ClientMessages>
    </NavFrame>
  )
}
