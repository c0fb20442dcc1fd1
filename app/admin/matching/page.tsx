import type { Metadata } from 'next'
import { getNow, getTranslations } from 'next-intl/server'

import { Matching } from '@/components/admin/matching/matching'
import { ClientMessages } from '@/components/i18n/client-messages'
import { isPermitted } from '@/lib/domain/permissions'

import { admit } from '../access'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.matching'))('title') }
}

/** How people are matched, and what another policy would do. */
export default async function MatchingPage() {
  const { role } = await admit('admin.dashboard')
  return (
    <ClientMessages areas={['common', 'errors', 'admin', 'acquisition', 'analytics']}>
      <Matching openedAt={(await getNow()).getTime()} canSet={isPermitted(role, 'admin.settings')} />
    </ClientMessages>
  )
}
