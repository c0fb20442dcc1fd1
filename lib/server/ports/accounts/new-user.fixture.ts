import { randomUUID } from 'node:crypto'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import type { NewUser } from './accounts'

export const REGISTERED_AT = Date.UTC(2026, 0, 2, 3, 4, 5, 678)

/** A guest with a device, unlike any other. */
export function newUser(changes: Partial<NewUser> = {}): NewUser {
  const id = randomUUID()
  return {
    id,
    tenantId: DEFAULT_TENANT,
    role: 'user',
    tier: 0,
    deviceHash: `hash-${id}`,
    email: null,
    passwordHash: null,
    displayName: null,
    gender: null,
    platform: null,
    attribution: {},
    place: null,
    createdAt: REGISTERED_AT,
    ...changes,
  }
}
