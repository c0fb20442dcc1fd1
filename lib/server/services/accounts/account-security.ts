import { acceptedPassword, type Actor } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import type { LoginId, UserId } from '@/lib/domain/ids'
import type { AccountChanges } from '@/lib/server/ports/accounts/account-changes'
import type { Accounts } from '@/lib/server/ports/accounts/accounts'
import type { AuditLog } from '@/lib/server/ports/moderation/moderation'
import type { Asker, Passwords } from '@/lib/server/ports/accounts/secrets'
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

/** A password that is claimed to be the account's, and the field of the request that holds it. */
export interface Claim {
  readonly password: string | undefined
  readonly field: string
}

/** What people decide about the ways into their own account. */
export function createAccountSecurity({ accounts, accountChanges, passwords, logins, audit, clock }: Deps) {
  /**
   * Ends every other login: logins with their sockets, and devices that sign in by their own secret, which would otherwise
   * be back at once. A guest's device stays, because it is the only way in.
   *
   * @param kept - the login that asks; it and its device stay
   * @returns how many logins ended
   * @see contracts, section 2 "Device login"
   */
  async function shutOut(user: UserId, kept?: LoginId): Promise<number> {
    await accountChanges.forgetDevices(user, kept ?? null, clock.now())
    return kept === undefined ? logins.endAll(user) : logins.endOthers(user, kept)
  }

  async function passwordOf({ userId, tenantId }: Actor): Promise<string | null> {
    const email = (await accounts.byId(userId))?.email
    const found = email ? await accounts.byEmail(tenantId, email) : undefined
    return found?.passwordHash ?? null
  }

  async function check(hash: string | null, { password, field }: Claim, asker: Asker): Promise<void> {
    const isRight = password !== undefined && (await passwords.verify(password, hash, asker))
    if (!isRight) throw new DomainError('INVALID_CREDENTIALS', { field })
  }

  return {
    shutOut,

    /** Asks an account that has a password for it; one that is given all the same must be right. @throws INVALID_CREDENTIALS, UNAVAILABLE */
    async confirm(actor: Actor, claim: Claim, asker: Asker): Promise<void> {
      const hash = await passwordOf(actor)
      if (hash !== null || claim.password !== undefined) await check(hash, claim, asker)
    },

    /** Replaces the password and ends every other login. @throws INVALID_CREDENTIALS, INVALID_REQUEST (weak password), UNAVAILABLE */
    async changePassword(
      actor: Actor,
      change: { readonly currentPassword: string; readonly newPassword: string },
      asker: Asker,
    ): Promise<void> {
      const { currentPassword: password, newPassword } = change
      await check(await passwordOf(actor), { password, field: 'currentPassword' }, asker)
      const { userId, tenantId, loginId } = actor
      const accepted = acceptedPassword(newPassword, 'newPassword')
      await accountChanges.changePassword(userId, await passwords.hash(accepted, asker))
      await shutOut(userId, loginId)
      const action = 'account.password-changed'
      const about = { tenantId, actorId: userId, targetId: userId, details: {} }
      await audit.record({ ...about, action, at: clock.now() })
    },

    /**
     * Ends one of the actor's own logins. The devices but the actor's own go with any other: whose login that was may have
     * signed in by one before.
     *
     * @throws NOT_FOUND when there is none such
     */
    async endOne(actor: Actor, loginId: LoginId): Promise<void> {
      await logins.endOwn(actor, loginId)
      if (loginId === actor.loginId) return
      await accountChanges.forgetDevices(actor.userId, actor.loginId, clock.now())
    },
  }
}

export type AccountSecurityService = ReturnType<typeof createAccountSecurity>
