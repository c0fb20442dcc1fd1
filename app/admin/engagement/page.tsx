import type { Metadata } from 'next'
import { getNow, getTranslations } from 'next-intl/server'

import { Engagement } from '@/components/admin/engagement/engagement'
import { ClientMessages } from '@/components/i18n/client-messages'

import { admit } from '../access'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('analytics.engagement'))('title') }
}

/** Who comes, what they do, and whether they come again. */
export default async function EngagementPage() {
  await admit('admin.dashboard')
  return (
    <ClientMessages areas={['common', 'errors', 'admin', 'acquisition', 'analytics']}>
      <Engagement openedAt={(await getNow()).getTime()} />
    </ClientMessages>
  )
}
