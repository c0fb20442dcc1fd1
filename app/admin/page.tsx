import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { Metadata } from 'next'

import { Overview } from '@/components/admin/overview/overview'
import { isPermitted } from '@/lib/domain/permissions'

import { admit } from './access'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.overview'))('title') }
}

/** The door of the administration: the overview, or for moderators the reports. */
export default async function OverviewPage() {
  const { role } = await admit('admin.area')
  if (!isPermitted(role, 'admin.dashboard')) redirect('/admin/reports')
  return <Overview />
}
