import type { Metadata } from 'next'
import { getNow, getTranslations } from 'next-intl/server'

import { Media } from '@/components/admin/media/media'
import { ClientMessages } from '@/components/i18n/client-messages'

import { admit } from '../access'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.media'))('title') }
}

/** How voice and video are, day by day. */
export default async function MediaPage() {
  await admit('admin.dashboard')
  return (
    <ClientMessages areas={['common', 'errors', 'admin', 'acquisition', 'analytics']}>
      <Media openedAt={(await getNow()).getTime()} />
    </ClientMessages>
  )
}
