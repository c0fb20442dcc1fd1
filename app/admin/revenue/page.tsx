import type { Metadata } from 'next'
import { getNow, getTranslations } from 'next-intl/server'

import { Revenue } from '@/components/admin/revenue/revenue'
import { ClientMessages } from '@/components/i18n/client-messages'

import { admit } from '../access'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('revenue'))('title') }
}

/** What comes in. */
export default async function RevenuePage() {
  await admit('admin.revenue')
  return (
    <ClientMessages areas={['common', 'errors', 'admin', 'analytics', 'revenue', 'acquisition']}>
      <Revenue openedAt={(await getNow()).getTime()} />
    </ClientMessages>
  )
}
