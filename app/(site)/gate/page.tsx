import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { Gate } from '@/components/gate/gate'
import { ClientMessages } from '@/components/i18n/client-messages'
import { SiteFrame } from '@/components/site/site-frame'
import { getRuntime } from '@/lib/server/runtime-slot'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('gate'))('pageTitle'), robots: { index: false } }
}

/** Age and consent for people without an account; whoever has one goes straight on. */
export default async function GatePage() {
  const viewer = await getRuntime().viewer((await headers()).get('cookie'))
  if (viewer) redirect('/chat')
  return (
    <SiteFrame bare>
      <ClientMessages areas={['common', 'errors', 'gate']}>
        <Gate />
      </ClientMessages>
    </SiteFrame>
  )
}
