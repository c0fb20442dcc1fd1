import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { pageViewer } from '@/app/viewer'
import { OpenedAs } from '@/components/account/opened-as'
import { ClientMessages } from '@/components/i18n/client-messages'
import { SiteFrame } from '@/components/site/site-frame'
import { buttonLook } from '@/components/ui/button-look'
import { WalletScreen } from '@/components/wallet/wallet-screen'
import { gateAddress } from '@/lib/client/account/return-address'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('wallet'))('title'), robots: { index: false } }
}

/** One's coins. People who are signed out come in at the gate, or sign in from there, and then come back. */
export default async function WalletPage() {
  const viewer = await pageViewer()
  if (!viewer) redirect(gateAddress('/wallet'))
  const t = await getTranslations('wallet')
  return (
    <SiteFrame
      bare
      aside={
        <Link href="/chat" className={buttonLook({ look: 'quiet', className: '-me-4' })}>
          {t('back')}
        </Link>
      }
    >
      <ClientMessages areas={['common', 'errors', 'account', 'settings', 'wallet']}>
        <OpenedAs key={viewer.userId} account={viewer.userId}>
          <WalletScreen />
        </OpenedAs>
      </ClientMessages>
    </SiteFrame>
  )
}
