import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { pageViewer } from '@/app/viewer'
import { OpenedAs } from '@/components/account/opened-as'
import { ClientMessages } from '@/components/i18n/client-messages'
import { NavFrame } from '@/components/shell/nav-frame'
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
  return (
    <NavFrame>
      <ClientMessages areas={['common', 'errors', 'account', 'settings', 'visits', 'conversations']}>
        <OpenedAs key={viewer.userId} account={viewer.userId}>
          <VisitsScreen account={viewer.userId} canHost={isPermitted(viewer.role, 'visits.host')} />
        </OpenedAs>
      </ClientMessages>
    </NavFrame>
  )
}
