import type { Role } from '@/lib/domain/accounts'
import type { TenantId } from '@/lib/domain/ids'
import { isPermitted, type Permission } from '@/lib/domain/permissions'
import { mayRunTenants } from '@/lib/domain/tenants'

/** The parts of the administration, each with the permission that opens it. */
const SECTIONS = {
  overview: { href: '/admin', permission: 'admin.dashboard' },
  alerts: { href: '/admin/alerts', permission: 'admin.dashboard' },
  live: { href: '/admin/live', permission: 'admin.dashboard' },
  matching: { href: '/admin/matching', permission: 'admin.dashboard' },
  media: { href: '/admin/media', permission: 'admin.dashboard' },
  reports: { href: '/admin/reports', permission: 'admin.reports' },
  appeals: { href: '/admin/appeals', permission: 'admin.bans' },
  moderation: { href: '/admin/moderation', permission: 'admin.reports' },
  users: { href: '/admin/users', permission: 'admin.users' },
  conversations: { href: '/admin/conversations', permission: 'chat.manage_channels' },
  broadcasts: { href: '/admin/broadcasts', permission: 'chat.send_broadcasts' },
  engagement: { href: '/admin/engagement', permission: 'admin.dashboard' },
  acquisition: { href: '/admin/acquisition', permission: 'admin.dashboard' },
  revenue: { href: '/admin/revenue', permission: 'admin.revenue' },
  tenants: { href: '/admin/tenants', permission: 'admin.tenants' },
} as const satisfies Record<string, { href: string; permission: Permission }>

export type Section = keyof typeof SECTIONS

/** What is of the whole server. */
const OF_SERVER: ReadonlySet<Section> = new Set(['tenants'])

/** Pages of figures of days, which share one filter. */
const OF_DAYS: ReadonlySet<Section> = new Set([
  'acquisition',
  'engagement',
  'matching',
  'media',
  'moderation',
  'revenue',
])

/** The navigation: sections under headings, the ones that are looked at most first. */
const GROUPS = {
  now: ['overview', 'live', 'alerts'],
  people: ['acquisition', 'engagement', 'users', 'conversations', 'broadcasts'],
  sessions: ['matching', 'media'],
  safety: ['reports', 'appeals', 'moderation'],
  money: ['revenue'],
  settings: ['tenants'],
} as const satisfies Record<string, readonly Section[]>

export type SectionGroup = keyof typeof GROUPS

/** Sections that stand under one heading. */
export interface NavigationGroup {
  readonly group: SectionGroup
  readonly sections: readonly Section[]
}

/** What a role finds in the navigation, and no heading without a section; what is of the whole server, only where that is run. */
export function navigationFor(role: Role, tenant: TenantId): readonly NavigationGroup[] {
  const isThere = (section: Section) =>
    (!OF_SERVER.has(section) || mayRunTenants(tenant)) && isPermitted(role, SECTIONS[section].permission)
  const groups: readonly (readonly [string, readonly Section[]])[] = Object.entries(GROUPS)
  return groups
    .map(([group, sections]) => ({ group: group as SectionGroup, sections: sections.filter(isThere) }))
    .filter(({ sections }) => sections.length > 0)
}

export const addressOf = (section: Section): string => SECTIONS[section].href
/** Whether a section shows figures of days that one chooses. */
export const isOfDays = (section: Section): boolean => OF_DAYS.has(section)
/** Whether a path is that of a page of figures itself, and not of what lies under it. */
export const isPageOfDays = (path: string): boolean =>
  [...OF_DAYS].some((section) => addressOf(section) === path)

/** Whether a path is within a section; the overview is only its own page. */
export function isWithin(section: Section, path: string): boolean {
  const { href } = SECTIONS[section]
  return path === href || (section !== 'overview' && path.startsWith(`${href}/`))
}
