import { type Access, isRaw } from '@/lib/contracts/kit'
import type { Actor } from '@/lib/domain/accounts'
import { isPermitted, PERMISSIONS } from '@/lib/domain/permissions'
import { toEverybody, toHolders, type Topic } from '@/lib/domain/topics'
import { asksPermission, isOpenTo } from '../access'

/** Topics that a connection on a namespace receives besides its person's own: those that the role opens, and those of everybody who is here. */
export function sharedTopics(
  namespace: string,
  access: Access,
  { tenantId, role }: Pick<Actor, 'tenantId' | 'role'>,
): readonly Topic[] {
  if (asksPermission(access)) {
    const held = isOpenTo(access, role) ? PERMISSIONS[role] : []
    return held.map((permission) => toHolders(tenantId, permission))
  }
  if (isRaw(namespace)) return []
  return isPermitted(role, 'chat.access') ? [toEverybody, toHolders(tenantId, 'chat.access')] : [toEverybody]
}
