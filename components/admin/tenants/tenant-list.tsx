'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { ProblemNote } from '@/components/admin/problem-note'
import { NewTenant } from '@/components/admin/tenants/new-tenant'
import { ShownKey } from '@/components/admin/tenants/shown-key'
import { TenantSection } from '@/components/admin/tenants/tenant-section'
import { Skeleton } from '@/components/ui/skeleton'
import { TENANTS_PATH, type TenantPage } from '@/lib/client/admin/tenants/tenant-rest'
import { useRemote } from '@/lib/client/admin/use-remote'
import { DEFAULT_TENANT } from '@/lib/domain/ids'

/** All tenants with their keys; a key that was just made is shown, once. */
export function TenantList() {
  const t = useTranslations('admin.tenants')
  const [news, setNews] = useState(0)
  const [shown, setShown] = useState<{ name: string; tenantKey: string }>()
  const { data, problem, again } = useRemote<TenantPage>(TENANTS_PATH, news)
  const changed = () => setNews((count) => count + 1)
  const show = (name: string, tenantKey: string) => {
    setShown({ name, tenantKey })
    changed()
  }
  const tenants = data?.tenants.filter(({ tenantId }) => tenantId !== DEFAULT_TENANT)
  return (
    <div className="flex max-w-[56rem] flex-col gap-4">
      <header className="flex flex-col gap-1">
        <h1 className="text-title font-[640]">{t('title')}</h1>
        <p className="text-small text-muted">{t('lead')}</p>
      </header>
      <NewTenant onMade={show} />
      {shown && <ShownKey {...shown} onKept={() => setShown(undefined)} />}
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {!tenants && !problem && <Skeleton className="h-40" />}
      {tenants?.length === 0 && <p className="py-6 text-muted">{t('empty')}</p>}
      {tenants?.map((tenant) => (
        <TenantSection
          key={tenant.tenantId}
          tenant={tenant}
          onKey={(key) => show(tenant.name, key)}
          onChanged={changed}
        />
      ))}
    </div>
  )
}
