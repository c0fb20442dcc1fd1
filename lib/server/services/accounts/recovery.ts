import { acceptedPassword } from '@/lib/domain/accounts'
import { normalizeEmail } from '@/lib/domain/email'
import { DomainError, isDomainError } from '@/lib/domain/errors'
import type { TenantId } from '@/lib/domain/ids'
import { resetMail } from '@/lib/domain/outbound-mail'
import { RESET_LIFE_MS } from '@/lib/domain/proofs'
import type { AccountChanges } from '@/lib/server/ports/accounts/account-changes'
import type { Accounts } from '@/lib/server/ports/accounts/accounts'
import type { AuditLog } from '@/lib/server/ports/moderation/moderation'
import type { Proof, Proofs } from '@/lib/server/ports/accounts/proofs'
import type { Asker, OneTime, Passwords } from '@/lib/server/ports/accounts/secrets'
import type { Clock } from '@/lib/server/ports/system'
import type { AccountSecurityService } from './account-security'
import type { MailerService } from './outbound-mail'

interface Deps {
  readonly accounts: Pick<Accounts, 'byEmail' | 'byId'>
  readonly accountChanges: Pick<AccountChanges, 'resetPassword'>
  readonly proofs: Proofs
  readonly oneTime: OneTime
  readonly passwords: Passwords
  readonly mailer: MailerService
  readonly accountSecurity: Pick<AccountSecurityService, 'shutOut'>
  readonly audit: AuditLog
  readonly clock: Clock
  /** Where people reach us, without a trailing slash. */
  readonly address: string
}

const PURPOSE = 'reset-password'

/** A new password for the reader of the account's mail. */
export function createRecovery(deps: Deps) {
  const { accounts, accountChanges, proofs, oneTime, passwords, mailer, accountSecurity, audit, clock } = deps

  /** Whether the mail may be sent: a refusal would reveal that the address has an account, so only the operator sees it. */
  async function isWithinCeiling(asker: Asker): Promise<boolean> {
    try {
      await mailer.reserve('email', asker)
      return true
    } catch (error) {
      if (isDomainError(error)) return false
      throw error
    }
  }

  async function sendLink(tenant: TenantId, email: string, asker: Asker): Promise<void> {
    const found = await accounts.byEmail(tenant, email)
    if (!found || !(await isWithinCeiling(asker))) return
    const secret = oneTime.link()
    const createdAt = clock.now()
    await proofs.add({
      hash: oneTime.hash(PURPOSE, secret),
      userId: found.user.id,
      purpose: PURPOSE,
      target: email,
      createdAt,
      expiresAt: createdAt + RESET_LIFE_MS,
    })
    mailer.send(resetMail(email, deps.address, secret))
  }

  async function proofOf(hash: string): Promise<Proof> {
    const proof = await proofs.find(PURPOSE, hash, clock.now())
    if (!proof) throw new DomainError('INVALID_LINK', { field: 'token' })
    return proof
  }

  return {
    /** Mails a link, good for an hour, if the address has an account; the work begins after the answer, so that its time reveals nothing. */
    forgot(tenant: TenantId, email: string, asker: Asker): void {
      clock.after(0, () => sendLink(tenant, normalizeEmail(email), asker))
    },

    /** @throws INVALID_LINK */
    async check(secret: string): Promise<void> {
      await proofOf(oneTime.hash(PURPOSE, secret))
    },

    /** Spends the link, sets the password and ends every login. @throws INVALID_LINK, INVALID_REQUEST (weak password), UNAVAILABLE */
    async reset(secret: string, password: string, asker: Asker): Promise<void> {
      const hash = oneTime.hash(PURPOSE, secret)
      await proofOf(hash)
      const passwordHash = await passwords.hash(acceptedPassword(password), asker)
      const at = clock.now()
      const proof = await proofs.spend(PURPOSE, hash, at)
      const isDone =
        proof && (await accountChanges.resetPassword(proof.userId, proof.target, passwordHash, at))
      if (!proof || !isDone) throw new DomainError('INVALID_LINK', { field: 'token' })
      await accountSecurity.shutOut(proof.userId)
      const user = await accounts.byId(proof.userId)
      if (!user) return
      const { id, tenantId } = user
      const action = 'account.password-reset'
      await audit.record({ tenantId, actorId: id, action, targetId: id, details: {}, at })
    },
  }
}
