import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { pageViewer } from '@/app/viewer'
import { OpenedAs } from '@/components/account/opened-as'
import { ClientMessages } from '@/components/i18n/client-messages'
import { AppNav } from '@/components/shell/app-nav'
import { SiteFrame } from '@/components/site/site-frame'
import { buttonLook } from '@/components/ui/button-look'
import { VisitsScreen } from '@/components/visits/visits-screen'
import { gateAddress } from '@/lib/client/account/return-address'
import { isPermitted } from '@/lib/domain/permissions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('visits'))('title'), robots: { index: false } }
}

/** One's visits. People who are signed out come in at the gate, or sign in from there, and then come back. */
export default async function VisitsPage() {
  const viewer = await pageViewer()
  if (!viewer) redirect(gateAddress('/visits'))
  const t = await getTranslations('visits')
  return (
    <>
      <ClientMessages areas={['shell']}>
        <AppNav className="fixed inset-y-0 start-0 z-20 max-lg:hidden" />
      </ClientMessages>
      <div className="lg:ps-20">
        <SiteFrame
          bare
          aside={
            <Link href="/chat" className={buttonLook({ look: 'quiet', className: '-me-4' })}>
              {t('back')}
            </Link>
          }
        >
          <ClientMessages areas={['common', 'errors', 'account', 'settings', 'visits']}>
            <OpenedAs key={viewer.userId} account={viewer.userId}>
              <VisitsScreen account={viewer.userId} canHost={isPermitted(viewer.role, 'visits.host')} />
            </OpenedAs>
          </ClientMessages>
        </SiteFrame>
      </div>
    </>
  )
}
