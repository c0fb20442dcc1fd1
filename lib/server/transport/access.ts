import type { Access, Contract } from '@/lib/contracts/kit'
import type { Actor, Role } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import { authorize, isPermitted, type Permission } from '@/lib/domain/permissions'

/** Holds whoever asks against a row's access. @throws AUTHENTICATION_REQUIRED, FORBIDDEN */
export function requireAccess(access: Access, actor: Actor | undefined): void {
  if (access === 'anyone') return
  if (!actor) throw new DomainError('AUTHENTICATION_REQUIRED')
  if (asksPermission(access)) authorize(actor, access)
}

/** Who may connect to which channel; everybody where no contract says otherwise. */
export function channelAccess(contracts: readonly Contract[]): (channel: string) => Access {
  return (channel) =>
    contracts.find(({ channels }) => channels[channel]?.access)?.channels[channel]?.access ?? 'anyone'
}

/** Whether a channel is for watching what others do. */
export function asksPermission(access: Access): access is Permission {
  return access !== 'anyone' && access !== 'person'
}

/** Whether somebody known, of this role, has access. */
export function isOpenTo(access: Access, role: Role): boolean {
  return !asksPermission(access) || isPermitted(role, access)
}
