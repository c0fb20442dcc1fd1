import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { Ledger } from '@/components/admin/revenue/ledger'
import { ClientMessages } from '@/components/i18n/client-messages'

import { admit } from '../../access'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('revenue.ledger'))('title') }
}

/** The books, entry by entry. */
export default async function LedgerPage() {
  await admit('admin.revenue')
  return (
    <ClientMessages areas={['common', 'errors', 'admin', 'revenue']}>
      <Ledger />
    </ClientMessages>
  )
}
