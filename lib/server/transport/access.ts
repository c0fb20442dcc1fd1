import type { Access } from '@/lib/contracts/kit'
import type { Actor } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import { authorize } from '@/lib/domain/permissions'

/** Holds whoever asks against a row's access. @throws AUTHENTICATION_REQUIRED, FORBIDDEN */
export function requireAccess(access: Access, actor: Actor | undefined): void {
  if (access === 'anyone') return
  if (!actor) throw new DomainError('AUTHENTICATION_REQUIRED')
  if (access !== 'person') authorize(actor, access)
}
