import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { Alerts } from '@/components/admin/alerts/alerts'

import { admit } from '../access'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.alerts'))('title') }
}

export default async function AlertsPage() {
  await admit('admin.dashboard')
  return <Alerts />
}
