import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { pageViewer } from '@/app/viewer'
import { Gate } from '@/components/gate/gate'
import { ClientMessages } from '@/components/i18n/client-messages'
import { SiteFrame } from '@/components/site/site-frame'
import { safeReturn } from '@/lib/client/account/return-address'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('gate'))('pageTitle'), robots: { index: false } }
}

interface GatePageProps {
  searchParams: Promise<{ readonly next?: string | readonly string[] }>
}

/** Age and consent for people without an account; people with one go straight on, to where they came from. */
export default async function GatePage({ searchParams }: GatePageProps) {
  const { next } = await searchParams
  const wanted = typeof next === 'string' ? safeReturn(next) : undefined
  const viewer = await pageViewer()
  if (viewer) redirect(wanted ?? '/chat')
  return (
    <SiteFrame bare>
      <ClientMessages areas={['common', 'errors', 'gate']}>
        <Gate next={wanted} />
      </ClientMessages>
    </SiteFrame>
  )
}
