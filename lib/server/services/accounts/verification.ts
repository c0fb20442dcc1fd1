import { acceptedPassword, type Actor, banRefusal, type Tier, type User } from '@/lib/domain/accounts'
import { normalizeEmail } from '@/lib/domain/email'
import { DomainError, isDomainError } from '@/lib/domain/errors'
import type { UserId } from '@/lib/domain/ids'
import { codeMessage, verificationMail } from '@/lib/domain/outbound-mail'
import { isServed } from '@/lib/domain/phone'
import {
  CODE_LIFE_MS,
  CODE_TRIES,
  provedTier,
  VERIFICATION_LIFE_MS,
  VERIFIED_LIFE_MS,
} from '@/lib/domain/proofs'
import { toUser } from '@/lib/domain/topics'
import type { AccountChanges } from '@/lib/server/ports/accounts/account-changes'
import type { Accounts } from '@/lib/server/ports/accounts/accounts'
import type { Departed } from '@/lib/server/ports/accounts/departed'
import type { Proofs } from '@/lib/server/ports/accounts/proofs'
import type { Asker, OneTime, Passwords, Tokens } from '@/lib/server/ports/accounts/secrets'
import type { Bus, Clock } from '@/lib/server/ports/system'
import type { AccountSecurityService } from './account-security'
import type { KnownLocationsService } from './known-locations'
import type { MailerService, Sender } from './outbound-mail'

interface Deps {
  readonly accounts: Pick<Accounts, 'byId'>
  readonly accountChanges: AccountChanges
  readonly departed: Departed
  readonly tokens: Pick<Tokens, 'emailDigest'>
  readonly proofs: Proofs
  readonly oneTime: OneTime
  readonly passwords: Passwords
  readonly mailer: MailerService
  readonly accountSecurity: Pick<AccountSecurityService, 'confirm' | 'shutOut'>
  readonly knownLocations: Pick<KnownLocationsService, 'remember'>
  readonly clock: Clock
  readonly bus: Bus
  /** Where people reach us, without a trailing slash. */
  readonly address: string
  /** Countries and regions that codes are sent to, such as `+91`; none: all. */
  readonly smsPrefixes: readonly string[]
}

/** The requested address and password. */
interface Upgrade {
  readonly email: string
  readonly password: string
  readonly currentPassword?: string | undefined
}

/** Addresses and numbers that are shown to be people's own, and the tiers that follow. */
export function createVerification(deps: Deps) {
  const { accounts, accountChanges, proofs, oneTime, passwords, mailer, accountSecurity, clock, bus } = deps
  const { departed, tokens, knownLocations } = deps

  /** @throws RATE_LIMIT_EXCEEDED, UNAVAILABLE when no mail may leave; the link before stays good then */
  async function sendLink(userId: UserId, email: string, sender: Sender): Promise<void> {
    await mailer.reserve('email', sender)
    const purpose = 'verify-email'
    const secret = oneTime.link()
    const createdAt = clock.now()
    const expiresAt = createdAt + VERIFICATION_LIFE_MS
    const hash = oneTime.hash(purpose, secret)
    await proofs.replace({ hash, userId, purpose, target: email, createdAt, expiresAt })
    mailer.send(verificationMail(email, deps.address, secret))
  }

  /** Where the link is not what was asked for: it can be asked for again. */
  async function sendLinkIfPossible(userId: UserId, email: string, sender: Sender): Promise<void> {
    try {
      await sendLink(userId, email, sender)
    } catch (error) {
      if (!isDomainError(error)) throw error
    }
  }

  /** One that was never shown to be the person's own leaves no trace: a ban would bite its real reader. */
  async function leaveAddress(
    { tenantId, userId }: Actor,
    before: User | undefined,
    email: string,
  ): Promise<void> {
    if (!before?.email || !before.emailVerified || before.email === email) return
    await departed.addressLeft(tenantId, userId, tokens.emailDigest(tenantId, before.email), clock.now())
  }

  const codeOf = (userId: UserId, phone: string, code: string) => ({
    userId,
    purpose: 'verify-phone' as const,
    target: phone,
    hash: oneTime.hash('verify-phone', userId, phone, code),
  })

  bus.on('account.registered', async ({ user }) => {
    const email = (await accounts.byId(user))?.email
    if (email) await sendLinkIfPossible(user, email, 'registrations')
  })

  return {
    /**
     * Gives the account an address and a password, instead of those it had, ends every other login, and mails a link to verify
     * the address unless that is done.
     *
     * @param currentPassword - of an account that has one
     * @returns the address as it is kept
     * @throws INVALID_CREDENTIALS, ACCOUNT_BANNED (the address belonged to a banned account), EMAIL_REGISTERED, INVALID_REQUEST (weak password),
     *   UNAVAILABLE
     */
    async upgrade(
      actor: Actor,
      { email: address, password, currentPassword }: Upgrade,
      asker: Asker,
    ): Promise<{ email: string; emailVerified: boolean }> {
      await accountSecurity.confirm(actor, { password: currentPassword, field: 'currentPassword' }, asker)
      const email = normalizeEmail(address)
      const digest = tokens.emailDigest(actor.tenantId, email)
      const now = clock.now()
      const bannedUntil = await departed.bannedUntil(actor.tenantId, [digest], now)
      if (bannedUntil !== null) throw banRefusal('ACCOUNT_BANNED', bannedUntil, now)
      const passwordHash = await passwords.hash(acceptedPassword(password), asker)
      const before = await accounts.byId(actor.userId)
      const outcome = await accountChanges.setEmail(actor.userId, email, passwordHash)
      if (outcome === 'email-taken') throw new DomainError('EMAIL_REGISTERED', { field: 'email' })
      await departed.addressTaken(actor.tenantId, actor.userId, digest, now)
      await leaveAddress(actor, before, email)
      await accountSecurity.shutOut(actor.userId, actor.loginId)
      await knownLocations.remember(email, asker.address)
      const emailVerified = (await accounts.byId(actor.userId))?.emailVerified ?? false
      if (!emailVerified) await sendLinkIfPossible(actor.userId, email, asker)
      return { email, emailVerified }
    },

    /**
     * Mails another link to the account's address; those before are no good any more.
     *
     * @returns the address
     * @throws ALREADY_UPGRADED when it is verified, INVALID_REQUEST when there is none, RATE_LIMIT_EXCEEDED, UNAVAILABLE
     */
    async mailLinkAgain({ userId }: Actor, asker: Asker): Promise<string> {
      const user = await accounts.byId(userId)
      if (!user?.email) throw new DomainError('INVALID_REQUEST')
      if (user.emailVerified) throw new DomainError('ALREADY_UPGRADED')
      await sendLink(userId, user.email, asker)
      return user.email
    },

    /**
     * Again is as good as once, as long as the address is confirmed: scanners of mail open links, and so do people, twice.
     *
     * @returns the address
     * @throws INVALID_LINK, also when the account has another address by now
     */
    async verifyEmail(secret: string): Promise<string> {
      const at = clock.now()
      const hash = oneTime.hash('verify-email', secret)
      const proof = await proofs.find('verify-email', hash, at)
      if (proof && (await accountChanges.confirmEmail(proof.userId, proof.target, at))) {
        await proofs.keepAs('verified-email', hash, at + VERIFIED_LIFE_MS)
        return proof.target
      }
      const opened = await proofs.find('verified-email', hash, at)
      const user = opened && (await accounts.byId(opened.userId))
      if (!user?.emailVerified || user.email !== opened?.target)
        throw new DomainError('INVALID_LINK', { field: 'token' })
      return user.email
    },

    /**
     * Sends a code; the one before is no good any more. `phone` is E.164.
     *
     * @throws INVALID_REQUEST for a country that is not served, RATE_LIMIT_EXCEEDED, UNAVAILABLE
     */
    async requestCode({ userId }: Actor, phone: string, asker: Asker): Promise<void> {
      if (!isServed(phone, deps.smsPrefixes)) {
        const description = `Codes are sent to numbers that begin with ${deps.smsPrefixes.join(', ')} only`
        throw new DomainError('INVALID_REQUEST', { field: 'phone', description })
      }
      await mailer.reserve('sms', asker)
      const code = oneTime.code()
      const createdAt = clock.now()
      const expiresAt = createdAt + CODE_LIFE_MS
      await proofs.replace({ ...codeOf(userId, phone, code), createdAt, expiresAt })
      mailer.send(codeMessage(phone, code))
    },

    /** @throws INVALID_CODE, PHONE_REGISTERED (only to the holder of the number) */
    async verifyCode({ userId }: Actor, phone: string, code: string): Promise<void> {
      const isRight = await proofs.attempt(codeOf(userId, phone, code), CODE_TRIES, clock.now())
      if (!isRight) throw new DomainError('INVALID_CODE', { field: 'otp' })
      if ((await accountChanges.setPhone(userId, phone)) === 'phone-taken')
        throw new DomainError('PHONE_REGISTERED', { field: 'phone' })
    },

    /** Grants what has been verified; never lowers. @returns the tier. @throws INSUFFICIENT_TIER */
    async raiseTier({ userId }: Actor, wanted: Tier): Promise<Tier> {
      const user = await accounts.byId(userId)
      if (!user) throw new DomainError('USER_NOT_FOUND')
      if (wanted <= user.tier) return user.tier
      if (wanted > provedTier(user)) throw new DomainError('INSUFFICIENT_TIER')
      await accountChanges.raiseTier(userId, wanted)
      const audience = [toUser(userId)]
      await bus.publish({
        type: 'account.tier-changed',
        user: userId,
        tier: wanted,
        at: clock.now(),
        audience,
      })
      return wanted
    },
  }
}
