import { z } from 'zod'
import { envelope, isoTime, type RestRow } from '../kit'
import { email } from './fields'
import { id } from './shared'

const source = 'contracts, section 8 "tenants"'

/** Names the tenant that an account is made in, or is looked for in; the first one without it. */
export const tenantHeaders = z.object({ 'x-tenant-key': z.string().min(1).max(200).optional() })

/** What administrators of the first tenant do about the others. Keys are told once, and kept as digests. */
export const tenantRest = {
  tenants: {
    method: 'GET',
    path: '/api/admin/tenants',
    response: envelope(
      z.object({
        tenants: z.array(
          z.object({
            tenantId: z.string(),
            name: z.string(),
            createdAt: isoTime,
            /** Newest first. */
            keys: z.array(
              z.object({
                keyId: z.string(),
                /** Its last four letters. */
                hint: z.string(),
                createdAt: isoTime,
                revokedAt: isoTime.nullable(),
              }),
            ),
          }),
        ),
      }),
    ),
    access: 'admin.tenants',
    limits: ['requests'],
    summary: 'All tenants with their keys, oldest first; for administrators of the first one',
    source,
  },
  createTenant: {
    method: 'POST',
    path: '/api/admin/tenants',
    body: z.object({ name: z.string().trim().min(1).max(100) }),
    response: envelope(z.object({ tenantId: z.string(), tenantKey: z.string() })),
    access: 'admin.tenants',
    limits: ['requests'],
    summary: 'Makes a tenant and its first key, which is told this once',
    source,
  },
  addTenantKey: {
    method: 'POST',
    path: '/api/admin/tenants/:id/keys',
    params: z.object({ id }),
    response: envelope(z.object({ keyId: z.string(), tenantKey: z.string() })),
    access: 'admin.tenants',
    limits: ['requests'],
    summary: 'Makes another key, told this once; those before stay good until they are revoked',
    source,
  },
  revokeTenantKey: {
    method: 'DELETE',
    path: '/api/admin/tenants/:id/keys/:keyId',
    params: z.object({ id, keyId: id }),
    response: envelope(z.object({ keyId: z.string() })),
    access: 'admin.tenants',
    limits: ['requests'],
    summary: 'Revokes a key; accounts that were made with it stay',
    source,
  },
  nameTenantAdministrator: {
    method: 'POST',
    path: '/api/admin/tenants/:id/administrators',
    params: z.object({ id }),
    body: z.object({ email }),
    response: envelope(z.object({ userId: z.string() })),
    access: 'admin.tenants',
    limits: ['requests'],
    summary: 'Makes an account of a tenant its administrator',
    source,
  },
} as const satisfies Record<string, RestRow>
