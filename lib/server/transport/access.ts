import type { Access, Contract } from '@/lib/contracts/kit'
import type { Actor, Role } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import { authorize, isPermitted, type Permission } from '@/lib/domain/permissions'

/**
 * Checks an actor against a row's access.
 *
 * @param isOpenToSetUp - also for people who have to set up a second factor first
 * @throws AUTHENTICATION_REQUIRED, SECOND_FACTOR_MISSING, FORBIDDEN
 */
export function requireAccess(access: Access, actor: Actor | undefined, isOpenToSetUp = false): void {
  if (access === 'public') return
  if (!actor) throw new DomainError('AUTHENTICATION_REQUIRED')
  if (actor.mustSetUpFactor && !isOpenToSetUp) throw new DomainError('SECOND_FACTOR_MISSING')
  if (asksPermission(access)) authorize(actor, access)
}

/** Who may connect to which namespace; `public` unless a contract restricts it. */
export function namespaceAccess(contracts: readonly Contract[]): (namespace: string) => Access {
  return (namespace) =>
    contracts.find(({ namespaces }) => namespaces[namespace]?.access)?.namespaces[namespace]?.access ??
    'public'
}

/** Whether a namespace is for watching what others do. */
export function asksPermission(access: Access): access is Permission {
  return access !== 'public' && access !== 'authenticated'
}

/** Whether an authenticated actor of this role has access. */
export function isOpenTo(access: Access, role: Role): boolean {
  return !asksPermission(access) || isPermitted(role, access)
}
