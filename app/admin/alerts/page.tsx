import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { Alerts } from '@/components/admin/alerts/alerts'
import { mayRunTenants } from '@/lib/domain/tenants'

import { admit } from '../access'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.alerts'))('title') }
}

export default async function AlertsPage() {
  const { tenantId } = await admit('admin.dashboard')
  return <Alerts isServer={mayRunTenants(tenantId)} />
}
