import type { Metadata } from 'next'
import { getNow, getTranslations } from 'next-intl/server'

import { ModerationBoard } from '@/components/admin/moderation/moderation-board'
import { ClientMessages } from '@/components/i18n/client-messages'

import { admit } from '../access'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.board'))('title') }
}

/** How moderation fares. */
export default async function ModerationPage() {
  await admit('admin.reports')
  return (
    <ClientMessages areas={['common', 'errors', 'admin', 'analytics']}>
      <ModerationBoard openedAt={(await getNow()).getTime()} />
    </ClientMessages>
  )
}
