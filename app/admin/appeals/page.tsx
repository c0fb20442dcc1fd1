import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { AppealList } from '@/components/admin/casework/appeal-list'

import { admit } from '../access'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.appeals'))('title') }
}

export default async function AppealsPage() {
  const { userId } = await admit('admin.bans')
  return <AppealList viewer={userId} />
}
