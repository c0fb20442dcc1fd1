import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { pageViewer } from '@/app/viewer'
import { OpenedAs } from '@/components/account/opened-as'
import { ClientMessages } from '@/components/i18n/client-messages'
import { NavFrame } from '@/components/shell/nav-frame'
import { WalletScreen } from '@/components/wallet/wallet-screen'
import { gateAddress } from '@/lib/client/account/return-address'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('wallet'))('title'), robots: { index: false } }
}

/** One's coins. People who are signed out come in at the gate, or sign in from there, and then come back. */
export default async function WalletPage() {
  const viewer = await pageViewer()
  if (!viewer) redirect(gateAddress('/wallet'))
  return (
    <NavFrame>
      <ClientMessages areas={['common', 'errors', 'account', 'settings', 'wallet']}>
        <OpenedAs key={viewer.userId} account={viewer.userId}>
          <WalletScreen />
        </OpenedAs>
      </ClientMessages>
    </NavFrame>
  )
}
