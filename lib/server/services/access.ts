import { acceptedPassword, type Actor } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import type { LoginId } from '@/lib/domain/ids'
import type { AccountChanges } from '@/lib/server/ports/account-changes'
import type { Accounts } from '@/lib/server/ports/accounts'
import type { AuditLog } from '@/lib/server/ports/moderation'
import type { Passwords } from '@/lib/server/ports/secrets'
import type { Clock } from '@/lib/server/ports/system'
import type { LoginsService } from './logins'

interface Deps {
  readonly accounts: Pick<Accounts, 'byId' | 'byEmail'>
  readonly accountChanges: Pick<AccountChanges, 'changePassword' | 'forgetDevices'>
  readonly passwords: Passwords
  readonly logins: Pick<LoginsService, 'endOwn' | 'endOthers' | 'endAll'>
  readonly audit: AuditLog
  readonly clock: Clock
}

/**
 * What people decide about the ways into their own account. Whoever has a password and shuts others out shuts out the
 * devices too: one that signs in by its own secret would otherwise be back at once.
 */
export function createAccess({ accounts, accountChanges, passwords, logins, audit, clock }: Deps) {
  /** @throws INVALID_CREDENTIALS, also for an account without a password */
  async function checkPassword({ userId, tenantId }: Actor, password: string): Promise<void> {
    const email = (await accounts.byId(userId))?.email
    const found = email ? await accounts.byEmail(tenantId, email) : undefined
    const isRight = await passwords.verify(password, found?.passwordHash ?? null)
    if (!isRight) throw new DomainError('INVALID_CREDENTIALS')
  }

  return {
    checkPassword,

    /** Replaces the password and ends all other logins. @throws INVALID_CREDENTIALS, INVALID_REQUEST (weak password) */
    async changePassword(actor: Actor, current: string, next: string): Promise<void> {
      await checkPassword(actor, current)
      const { userId, tenantId } = actor
      await accountChanges.changePassword(userId, await passwords.hash(acceptedPassword(next, 'newPassword')))
      await accountChanges.forgetDevices(userId)
      await logins.endOthers(actor)
      const action = 'account.password-changed'
      const about = { tenantId, actorId: userId, targetId: userId, details: {} }
      await audit.record({ ...about, action, at: clock.now() })
    },

    /** Ends one of the actor's own logins. @throws NOT_FOUND when there is none such */
    async endOne(actor: Actor, loginId: LoginId): Promise<void> {
      await logins.endOwn(actor, loginId)
      if (loginId !== actor.loginId) await accountChanges.forgetDevices(actor.userId)
    },

    /** Ends all of the actor's logins but this one. @returns how many those were */
    async endOthers(actor: Actor): Promise<number> {
      await accountChanges.forgetDevices(actor.userId)
      return logins.endOthers(actor)
    },

    /** Ends all of the actor's logins. @returns how many those were */
    async endAll({ userId }: Actor): Promise<number> {
      await accountChanges.forgetDevices(userId)
      return logins.endAll(userId)
    },
  }
}

export type AccessService = ReturnType<typeof createAccess>
