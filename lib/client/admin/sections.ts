import type { Role } from '@/lib/domain/accounts'
import type { TenantId } from '@/lib/domain/ids'
import { isPermitted, type Permission } from '@/lib/domain/permissions'
import { mayRunTenants } from '@/lib/domain/tenants'

/** The parts of the administration in the order of the navigation, each with the permission that opens it. */
const SECTIONS = {
  overview: { href: '/admin', permission: 'admin.dashboard' },
  alerts: { href: '/admin/alerts', permission: 'admin.dashboard' },
  live: { href: '/admin/live', permission: 'admin.dashboard' },
  matching: { href: '/admin/matching', permission: 'admin.dashboard' },
  media: { href: '/admin/media', permission: 'admin.dashboard' },
  reports: { href: '/admin/reports', permission: 'admin.reports' },
  users: { href: '/admin/users', permission: 'admin.users' },
  engagement: { href: '/admin/engagement', permission: 'admin.dashboard' },
  acquisition: { href: '/admin/acquisition', permission: 'admin.dashboard' },
  revenue: { href: '/admin/revenue', permission: 'admin.revenue' },
  tenants: { href: '/admin/tenants', permission: 'admin.tenants' },
} as const satisfies Record<string, { href: string; permission: Permission }>

export type Section = keyof typeof SECTIONS

/** What a role finds in the navigation; tenants only where they are run. */
export function sectionsFor(role: Role, tenant: TenantId): readonly Section[] {
  const all = Object.keys(SECTIONS) as Section[]
  const isThere = (section: Section) => section !== 'tenants' || mayRunTenants(tenant)
  return all.filter((section) => isThere(section) && isPermitted(role, SECTIONS[section].permission))
}

export const addressOf = (section: Section): string => SECTIONS[section].href

/** Whether a path is within a section; the overview is only its own page. */
export function isWithin(section: Section, path: string): boolean {
  const { href } = SECTIONS[section]
  return path === href || (section !== 'overview' && path.startsWith(`${href}/`))
}
