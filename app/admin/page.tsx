import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { Metadata } from 'next'

import { Overview } from '@/components/admin/overview/overview'
import { isPermitted } from '@/lib/domain/permissions'
import { mayRunTenants } from '@/lib/domain/tenants'

import { admit } from './access'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.overview'))('title') }
}

/** The door of the administration: the overview, or the reports for moderators. */
export default async function OverviewPage() {
  const { role, tenantId } = await admit('admin.area')
  if (!isPermitted(role, 'admin.dashboard')) redirect('/admin/reports')
  return <Overview isServer={mayRunTenants(tenantId)} />
}
