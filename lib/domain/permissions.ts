import type { Actor, Role } from './accounts'
import { DomainError } from './errors'

const USER = ['chat.access', 'chat.send_messages', 'call.audio', 'call.video', 'call.view_history'] as const
const AGENT = [
  ...USER,
  'chat.create_channels',
  'visits.host',
  'call.telephone',
  'account.second_factor',
] as const
const MODERATOR = [
  ...AGENT,
  'chat.manage_channels',
  'admin.area',
  'admin.reports',
  'admin.evidence',
  'admin.bans',
] as const
const ADMIN = [
  ...MODERATOR,
  'chat.send_broadcasts',
  'admin.users',
  'admin.dashboard',
  'admin.settings',
  'admin.tenants',
  'admin.revenue',
] as const

/** What there is: administrators may do all of it. */
export const ALL_PERMISSIONS = ADMIN
export type Permission = (typeof ADMIN)[number]

/** What each role may do. @see contracts, section 8 "permissions by role" */
export const PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  user: USER,
  agent: AGENT,
  moderator: MODERATOR,
  admin: ADMIN,
}

export function isPermitted(role: Role, permission: Permission): boolean {
  return PERMISSIONS[role].includes(permission)
}

/** For services that act for another person, whatever called them. @throws FORBIDDEN */
export function authorize({ role }: Pick<Actor, 'role'>, permission: Permission): void {
  if (!isPermitted(role, permission)) throw new DomainError('FORBIDDEN')
}
