import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { pageViewer } from '@/app/viewer'
import { AgePanel } from '@/components/account/age-panel'
import { OpenedAs } from '@/components/account/opened-as'
import { ClientMessages } from '@/components/i18n/client-messages'
import { SiteFrame } from '@/components/site/site-frame'
import { gateAddress } from '@/lib/client/account/return-address'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.age'))('title'), robots: { index: false } }
}

/** Where a provider confirms that one is grown up: the way to it, and where one comes back to. */
export default async function AgePage() {
  const viewer = await pageViewer()
  if (!viewer) redirect(gateAddress('/chat'))
  if (!viewer.mustAssureAge) redirect('/chat')
  return (
    <SiteFrame bare>
      <ClientMessages areas={['common', 'errors', 'account']}>
        <OpenedAs key={viewer.userId} account={viewer.userId}>
          <AgePanel />
        </OpenedAs>
      </ClientMessages>
    </SiteFrame>
  )
}
