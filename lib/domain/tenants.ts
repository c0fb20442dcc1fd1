import { DEFAULT_TENANT, type TenantId } from './ids'

/** How many there can be: each is somebody's decision, and lists of them are read whole. */
export const TENANTS_MAX = 1_000
/** Keys of one tenant that are good at the same time: one is in use, another follows it. */
export const TENANT_KEYS_MAX = 10
/** What a key begins with, so that one that leaked is recognised for what it is. */
const KEY_PREFIX = 'omg_'
const HINT_LENGTH = 4

/** A key from 256 random bits, base64url. */
export const tenantKeyOf = (random: string): string => `${KEY_PREFIX}${random}`

/** The end of a key, by which people tell several apart. */
export const hintOf = (key: string): string => key.slice(-HINT_LENGTH)

/** Tenants are made by those who run the server: administrators of the first one. */
export const mayRunTenants = (tenant: TenantId): boolean => tenant === DEFAULT_TENANT
