import type { Metadata } from 'next'
import { forbidden } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { TenantList } from '@/components/admin/tenants/tenant-list'
import { mayRunTenants } from '@/lib/domain/tenants'

import { admit } from '../access'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.tenants'))('title') }
}

/** Tenants and their keys, for administrators of the first one. */
export default async function TenantsPage() {
  const { tenantId } = await admit('admin.tenants')
  if (!mayRunTenants(tenantId)) forbidden()
  return <TenantList />
}
