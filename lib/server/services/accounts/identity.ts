import {
  banRefusal,
  type Actor,
  isBanned,
  isStrongDeviceId,
  MINIMUM_AGE,
  type User,
} from '@/lib/domain/accounts'
import { signupOf } from '@/lib/domain/acquisition'
import { normalizeEmail } from '@/lib/domain/email'
import { DomainError } from '@/lib/domain/errors'
import type { TenantId } from '@/lib/domain/ids'
import type { Accounts } from '@/lib/server/ports/accounts/accounts'
import type { PasskeyOptions } from '@/lib/server/ports/accounts/webauthn'
import type { Appeals } from '@/lib/server/ports/moderation/casework'
import type { Departed } from '@/lib/server/ports/accounts/departed'
import type { Passwords, Tokens } from '@/lib/server/ports/accounts/secrets'
import type { Bus, Clock, Ids } from '@/lib/server/ports/system'
import type { Caller } from './caller'
import type { FactorCheckService, ShownFactor } from './factor-check'
import type { Credentials, LoginsService } from './logins'
import { newUser, type Registration } from './registration'

interface DeviceClaim {
  readonly deviceFingerprint: string
}

interface EmailClaim {
  readonly email: string
  readonly password: string
}

interface Deps {
  readonly accounts: Accounts
  readonly departed: Departed
  readonly appeals: Pick<Appeals, 'stateOf'>
  readonly logins: Pick<LoginsService, 'start' | 'end'>
  readonly factorCheck: Pick<FactorCheckService, 'require' | 'optionsToSign'>
  readonly passwords: Passwords
  readonly tokens: Pick<Tokens, 'deviceHash' | 'emailDigest'>
  readonly clock: Clock
  readonly ids: Ids
  readonly bus: Bus
}

/** Passwords of the start are queued under an address of their own, which waits for no other. */
const OPERATOR = { address: 'operator' }
const DEVICE_FIELD = { field: 'deviceFingerprint' } as const

/** Who is who: accounts, and how people prove which one is theirs. */
export function createIdentity(deps: Deps) {
  const { accounts, departed, appeals, logins, factorCheck, passwords, tokens, clock, ids, bus } = deps
  /** A device or an address can be banned that is no account's any more, or is another's since. */
  async function refuseDeparted(
    reason: 'DEVICE_BANNED' | 'ACCOUNT_BANNED',
    tenant: TenantId,
    digest: string,
  ): Promise<void> {
    const now = clock.now()
    const bannedUntil = await departed.bannedUntil(tenant, [digest], now)
    if (bannedUntil !== null) throw banRefusal(reason, bannedUntil, now)
  }

  /** Told where they sign in, since a ban ends every login. */
  async function appealOf({ id }: User) {
    const state = await appeals.stateOf(id)
    return state && { status: state.status, answer: state.answer }
  }

  async function deviceAccount(tenant: TenantId, deviceHash: string): Promise<User> {
    const now = clock.now()
    const found = await accounts.byDevice(tenant, deviceHash, now)
    if (!found) {
      await refuseDeparted('DEVICE_BANNED', tenant, deviceHash)
      throw new DomainError('INVALID_CREDENTIALS')
    }
    const { deviceBannedUntil: bannedUntil } = found
    if (isBanned({ bannedUntil }, now))
      throw banRefusal('DEVICE_BANNED', bannedUntil, now, await appealOf(found.user))
    return found.user
  }

  async function refuseBanned(user: User): Promise<void> {
    const now = clock.now()
    if (isBanned(user, now) || !user.isActive)
      throw banRefusal('ACCOUNT_BANNED', user.bannedUntil, now, await appealOf(user))
  }

  /** Whose device it is. @throws INVALID_CREDENTIALS, WEAK_DEVICE_ID, DEVICE_BANNED, ACCOUNT_BANNED */
  async function byDevice(tenant: TenantId, { deviceFingerprint }: DeviceClaim) {
    if (!isStrongDeviceId(deviceFingerprint)) throw new DomainError('WEAK_DEVICE_ID', DEVICE_FIELD)
    const deviceHash = tokens.deviceHash(tenant, deviceFingerprint)
    const user = await deviceAccount(tenant, deviceHash)
    await refuseBanned(user)
    return { user, deviceHash }
  }

  /** Whose address and password these are; for an unknown address as long as for a wrong password. @throws INVALID_CREDENTIALS, ACCOUNT_BANNED, UNAVAILABLE */
  async function byEmail(tenant: TenantId, { email, password }: EmailClaim, caller: Caller) {
    const normalized = normalizeEmail(email)
    const found = await accounts.byEmail(tenant, normalized)
    const isRight = await passwords.verify(password, found?.passwordHash ?? null, caller)
    // The address of a deleted account belongs to no account, or to one that has proved it.
    if (isRight || !found)
      await refuseDeparted('ACCOUNT_BANNED', tenant, tokens.emailDigest(tenant, normalized))
    if (!found || !isRight) throw new DomainError('INVALID_CREDENTIALS')
    await refuseBanned(found.user)
    return { ...found, email: normalized }
  }

  /**
   * Checks again once the login is stored: an account shut out between the proof and the login would otherwise be in.
   *
   * @param isStillGood - whether what was shown still opens the account
   */
  async function unlessShutOut(login: Credentials, isStillGood: boolean): Promise<Credentials> {
    if (isStillGood) return login
    await logins.end(login.loginId, login.user.id)
    throw new DomainError('INVALID_CREDENTIALS')
  }

  return {
    /**
     * Makes an account of a device, with e-mail and password if given, and logs it in.
     *
     * @throws INVALID_AGE, CONSENT_REQUIRED, WEAK_DEVICE_ID, DEVICE_BANNED, DEVICE_REGISTERED, EMAIL_REGISTERED,
     *   INVALID_REQUEST (e-mail without password, weak password), UNAVAILABLE (too many passwords at once)
     */
    async register(tenant: TenantId, registration: Registration, caller: Caller): Promise<Credentials> {
      if (registration.age < MINIMUM_AGE) throw new DomainError('INVALID_AGE', { field: 'age' })
      for (const field of ['termsAccepted', 'privacyAccepted'] as const)
        if (!registration[field]) throw new DomainError('CONSENT_REQUIRED', { field })
      if (!isStrongDeviceId(registration.deviceFingerprint))
        throw new DomainError('WEAK_DEVICE_ID', DEVICE_FIELD)

      const now = clock.now()
      const deviceHash = tokens.deviceHash(tenant, registration.deviceFingerprint)
      await refuseDeparted('DEVICE_BANNED', tenant, deviceHash)
      const emailDigest = registration.email && tokens.emailDigest(tenant, normalizeEmail(registration.email))
      if (emailDigest) await refuseDeparted('ACCOUNT_BANNED', tenant, emailDigest)
      const draft = await newUser(
        registration,
        {
          id: ids.next(),
          tenantId: tenant,
          deviceHash,
          createdAt: now,
          place: caller.place ?? null,
          language: caller.language,
        },
        passwords,
        caller,
      )
      const signup = registration.isProgram ? undefined : signupOf(draft, now)
      const outcome = await accounts.create(draft, signup)
      if (outcome === 'device-taken') {
        const known = await accounts.byDevice(tenant, deviceHash, now)
        const bannedUntil = known?.deviceBannedUntil ?? null
        if (isBanned({ bannedUntil }, now)) throw banRefusal('DEVICE_BANNED', bannedUntil, now)
        throw new DomainError('DEVICE_REGISTERED', DEVICE_FIELD)
      }
      if (outcome === 'email-taken') throw new DomainError('EMAIL_REGISTERED', { field: 'email' })

      if (emailDigest) await departed.addressTaken(tenant, draft.id, emailDigest, now)
      const user = await accounts.byId(draft.id)
      if (!user) throw new Error('The account just created is not there')
      const { attribution, gender, platform } = draft
      const about = { user: user.id, tenantId: tenant, attribution, gender, platform }
      await bus.signal({ type: 'account.registered', ...about, at: now })
      return logins.start(user, caller, { deviceHash })
    },

    /** @throws INVALID_CREDENTIALS, WEAK_DEVICE_ID, DEVICE_BANNED, ACCOUNT_BANNED, and what the second factor's check refuses */
    async loginByDevice(
      tenant: TenantId,
      claim: DeviceClaim & ShownFactor,
      caller: Caller,
    ): Promise<Credentials> {
      const { user, deviceHash } = await byDevice(tenant, claim)
      const hasShownFactor = await factorCheck.require(user, claim)
      const login = await logins.start(user, caller, { deviceHash, hasShownFactor })
      const found = await accounts.byDevice(tenant, deviceHash, clock.now())
      return unlessShutOut(login, found?.user.id === user.id)
    },

    /** Asks for the second factor only where the password is right. @throws INVALID_CREDENTIALS, ACCOUNT_BANNED, UNAVAILABLE, and what that check refuses */
    async loginByEmail(
      tenant: TenantId,
      claim: EmailClaim & ShownFactor,
      caller: Caller,
    ): Promise<Credentials> {
      const { user, passwordHash, email } = await byEmail(tenant, claim, caller)
      const hasShownFactor = await factorCheck.require(user, claim)
      const login = await logins.start(user, caller, { hasShownFactor })
      const now = await accounts.byEmail(tenant, email)
      return unlessShutOut(login, now?.passwordHash === passwordHash)
    },

    /** What a browser needs to ask for a passkey of whoever shows device or password. @throws what a login does, NOT_FOUND where there is no passkey */
    async passkeyOptions(
      tenant: TenantId,
      claim: DeviceClaim | EmailClaim,
      caller: Caller,
    ): Promise<PasskeyOptions> {
      const { user } = 'email' in claim ? await byEmail(tenant, claim, caller) : await byDevice(tenant, claim)
      return factorCheck.optionsToSign(user)
    },

    /** The account itself. @throws USER_NOT_FOUND */
    async profile(actor: Actor): Promise<User> {
      const user = await accounts.byId(actor.userId)
      if (!user) throw new DomainError('USER_NOT_FOUND')
      return user
    },

    /**
     * Makes the first administrator where there is none who can act; an existing account of that address is left alone, because anyone may
     * have registered it.
     *
     * @returns `taken` when there is such an account, and still no administrator
     */
    async ensureAdministrator(
      tenant: TenantId,
      email: string,
      password: string,
    ): Promise<'there' | 'made' | 'taken'> {
      if (await accounts.hasAdministrator(tenant, clock.now())) return 'there'
      const outcome = await accounts.create({
        id: ids.next(),
        tenantId: tenant,
        role: 'admin',
        tier: 2,
        deviceHash: null,
        email: normalizeEmail(email),
        passwordHash: await passwords.hash(password, OPERATOR),
        displayName: 'Administrator',
        gender: null,
        platform: null,
        attribution: {},
        place: null,
        createdAt: clock.now(),
      })
      return outcome === 'created' ? 'made' : 'taken'
    },
  }
}

export type IdentityService = ReturnType<typeof createIdentity>
