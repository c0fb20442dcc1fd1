'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { Moment } from '@/components/admin/moment'
import { Section } from '@/components/admin/section'
import { NameAdministrator } from '@/components/admin/tenants/name-administrator'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { type Problem, problemOf } from '@/lib/client/admin/rest'
import {
  addTenantKey,
  revokeTenantKey,
  type TenantKeyRow,
  type TenantRow,
} from '@/lib/client/admin/tenants/tenant-rest'

interface TenantSectionProps {
  tenant: TenantRow
  onKey: (key: string) => void
  onChanged: () => void
}

/** One tenant: its keys, another one, and its administrators. */
export function TenantSection({ tenant, onKey, onChanged }: TenantSectionProps) {
  const t = useTranslations('admin.tenants')
  const admin = useTranslations('admin')
  const { tenantId, name, createdAt, keys } = tenant
  const [state, setState] = useState<'ready' | 'busy' | Problem>('ready')

  const handleKey = async () => {
    setState('busy')
    const result = await addTenantKey(tenantId)
    setState(problemOf(result) ?? 'ready')
    if (result.ok) onKey(result.data.tenantKey)
  }
  const handleRevoke = async (key: TenantKeyRow) => {
    setState('busy')
    const result = await revokeTenantKey(tenantId, key.keyId)
    setState(problemOf(result) ?? 'ready')
    onChanged()
  }
  return (
    <Section
      title={name}
      note={tenantId}
      aside={
        <Button busy={state === 'busy'} onClick={() => void handleKey()}>
          {t('renew')}
        </Button>
      }
    >
      <p className="pb-2 text-caption text-muted">
        {t('since')} <Moment at={createdAt} />
      </p>
      <ul className="flex flex-col divide-y divide-line border-y border-line">
        {keys.map((key) => (
          <KeyLine key={key.keyId} tenantKey={key} onRevoke={() => void handleRevoke(key)} />
        ))}
      </ul>
      <p role="alert" className="pt-2 text-small empty:hidden">
        {state !== 'ready' && state !== 'busy' && admin(`problem.${state}`)}
      </p>
      <NameAdministrator tenantId={tenantId} />
    </Section>
  )
}

function KeyLine({ tenantKey, onRevoke }: { tenantKey: TenantKeyRow; onRevoke: () => void }) {
  const t = useTranslations('admin.tenants')
  const [asks, setAsks] = useState(false)
  const { hint, createdAt, revokedAt } = tenantKey
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2 text-small">
      <span dir="ltr" className="font-mono">
        …{hint}
      </span>
      <span className="flex-1 text-muted">
        <Moment at={createdAt} />
      </span>
      {revokedAt !== null && <Badge>{t('revoked')}</Badge>}
      {revokedAt === null && !asks && (
        <Button aria-label={t('revokeName', { hint })} onClick={() => setAsks(true)}>
          {t('revoke')}
        </Button>
      )}
      {revokedAt === null && asks && (
        <>
          <span>{t('revokeAsk')}</span>
          <Button onClick={() => setAsks(false)}>{t('cancel')}</Button>
          <Button look="harm" onClick={onRevoke}>
            {t('revokeName', { hint })}
          </Button>
        </>
      )}
    </li>
  )
}
