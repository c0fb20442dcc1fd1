import type { z } from 'zod'
import { api } from '@/lib/client/api'
import type { tenantRest } from '@/lib/contracts/omegoo/tenant-rest'

type DataOf<Row extends { readonly response: z.ZodType }> =
  z.output<Row['response']> extends { data: infer Data } ? Data : never

export type TenantPage = DataOf<typeof tenantRest.tenants>
export type TenantRow = TenantPage['tenants'][number]
export type TenantKeyRow = TenantRow['keys'][number]

export const TENANTS_PATH = '/api/admin/tenants'
const pathOf = (tenant: string) => `${TENANTS_PATH}/${encodeURIComponent(tenant)}`

/** Makes a tenant; its key is told this once. */
export const createTenant = (name: string) =>
  api.post<DataOf<typeof tenantRest.createTenant>>(TENANTS_PATH, { name })

/** Another key, told this once. */
export const addTenantKey = (tenant: string) =>
  api.post<DataOf<typeof tenantRest.addTenantKey>>(`${pathOf(tenant)}/keys`)

export const revokeTenantKey = (tenant: string, key: string) =>
  api.delete<object>(`${pathOf(tenant)}/keys/${encodeURIComponent(key)}`)

/** By the address of an account in that tenant. */
export const nameTenantAdministrator = (tenant: string, email: string) =>
  api.post<object>(`${pathOf(tenant)}/administrators`, { email })
