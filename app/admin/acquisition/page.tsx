import type { Metadata } from 'next'
import { getNow, getTranslations } from 'next-intl/server'

import { Acquisition } from '@/components/admin/acquisition/acquisition'
import { ClientMessages } from '@/components/i18n/client-messages'

import { admit } from '../access'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('acquisition'))('title') }
}

/** Where people come from, day by day. */
export default async function AcquisitionPage() {
  await admit('admin.dashboard')
  return (
    <ClientMessages areas={['common', 'errors', 'admin', 'acquisition', 'analytics']}>
      <Acquisition openedAt={(await getNow()).getTime()} />
    </ClientMessages>
  )
}
