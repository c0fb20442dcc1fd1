import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { pageViewer } from '@/app/viewer'
import { OpenedAs } from '@/components/account/opened-as'
import { ClientMessages } from '@/components/i18n/client-messages'
import { NavFrame } from '@/components/shell/nav-frame'
import { buttonLook } from '@/components/ui/button-look'
import { VisitScreen } from '@/components/visits/visit-screen'
import { gateAddress } from '@/lib/client/account/return-address'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('visits'))('one'), robots: { index: false } }
}

/** A visit, by an address that one can be given: whoever is signed out signs in and comes back. */
export default async function VisitPage({ params }: { params: Promise<{ id: string }> }) {
  const [viewer, { id }] = await Promise.all([pageViewer(), params])
  if (!viewer) redirect(gateAddress(`/visits/${id}`))
  const t = await getTranslations('visits')
  return (
    <NavFrame
      aside={
        <Link href="/visits" className={buttonLook({ look: 'quiet', className: '-me-4' })}>
          {t('all')}
        </Link>
      }
    >
      <ClientMessages areas={['common', 'errors', 'account', 'settings', 'visits', 'conversations']}>
        <OpenedAs key={viewer.userId} account={viewer.userId}>
          <VisitScreen visitId={id} account={viewer.userId} />
        </OpenedAs>
      </ClientMessages>
    </NavFrame>
  )
}
