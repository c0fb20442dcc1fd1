import {
  banRefusal,
  type Actor,
  isBanned,
  isStrongDeviceId,
  MINIMUM_AGE,
  normalizeEmail,
  type User,
} from '@/lib/domain/accounts'
import { signupOf } from '@/lib/domain/acquisition'
import { DomainError } from '@/lib/domain/errors'
import type { TenantId, UserId } from '@/lib/domain/ids'
import type { Place } from '@/lib/domain/places'
import type { Accounts } from '@/lib/server/ports/accounts'
import type { Passwords, Tokens } from '@/lib/server/ports/secrets'
import type { Bus, Clock, Ids } from '@/lib/server/ports/system'
import type { Credentials, LoginsService } from './logins'
import { newUser, type Registration } from './registration'

interface Deps {
  readonly accounts: Accounts
  readonly logins: Pick<LoginsService, 'start'>
  readonly passwords: Passwords
  readonly tokens: Pick<Tokens, 'deviceHash'>
  readonly clock: Clock
  readonly ids: Ids
  readonly bus: Bus
}

/** Who is who: accounts, and how people prove which one is theirs. */
export function createIdentity({ accounts, logins, passwords, tokens, clock, ids, bus }: Deps) {
  async function passwordAccount(tenant: TenantId, email: string, password: string): Promise<User> {
    const found = await accounts.byEmail(tenant, normalizeEmail(email))
    const right = await passwords.verify(password, found?.passwordHash ?? null)
    if (!found || !right) throw new DomainError('INVALID_CREDENTIALS')
    return found.user
  }

  async function deviceAccount(tenant: TenantId, device: string): Promise<User> {
    if (!isStrongDeviceId(device)) throw new DomainError('WEAK_DEVICE_ID')
    const now = clock.now()
    const found = await accounts.byDevice(tenant, tokens.deviceHash(tenant, device), now)
    if (!found) throw new DomainError('INVALID_CREDENTIALS')
    const { deviceBannedUntil: bannedUntil } = found
    if (isBanned({ bannedUntil }, now)) throw banRefusal('DEVICE_BANNED', bannedUntil, now)
    return found.user
  }

  async function admit(user: User, device: string, place: Place | undefined): Promise<Credentials> {
    const now = clock.now()
    if (isBanned(user, now) || !user.isActive) throw banRefusal('ACCOUNT_BANNED', user.bannedUntil, now)
    return logins.start(user, device, place)
  }

  return {
    /**
     * Makes an account of a device, with e-mail and password if given, and logs it in.
     *
     * @param device - words for the person's list of logins, e.g. "Chrome on Android"
     * @param place - where the request came from, as far as that is known
     * @throws INVALID_AGE, CONSENT_REQUIRED, WEAK_DEVICE_ID, DEVICE_BANNED, DEVICE_REGISTERED, EMAIL_REGISTERED,
     *   INVALID_REQUEST (e-mail without password, weak password)
     */
    async register(
      tenant: TenantId,
      registration: Registration,
      device: string,
      place?: Place,
    ): Promise<Credentials> {
      if (registration.age < MINIMUM_AGE) throw new DomainError('INVALID_AGE')
      if (!registration.termsAccepted || !registration.privacyAccepted)
        throw new DomainError('CONSENT_REQUIRED')
      if (!isStrongDeviceId(registration.deviceFingerprint)) throw new DomainError('WEAK_DEVICE_ID')

      const now = clock.now()
      const deviceHash = tokens.deviceHash(tenant, registration.deviceFingerprint)
      const draft = await newUser(
        registration,
        { id: ids.next(), tenantId: tenant, deviceHash, createdAt: now, place: place ?? null },
        passwords,
      )
      const signup = registration.isProgram ? undefined : signupOf(draft, now)
      const outcome = await accounts.create(draft, signup)
      if (outcome === 'device-taken') {
        const known = await accounts.byDevice(tenant, deviceHash, now)
        const bannedUntil = known?.deviceBannedUntil ?? null
        if (isBanned({ bannedUntil }, now)) throw banRefusal('DEVICE_BANNED', bannedUntil, now)
        throw new DomainError('DEVICE_REGISTERED')
      }
      if (outcome === 'email-taken') throw new DomainError('EMAIL_REGISTERED')

      const user = await accounts.byId(draft.id)
      if (!user) throw new Error('The account just created is not there')
      const { attribution, gender, platform } = draft
      const about = { user: user.id, tenantId: tenant, attribution, gender, platform }
      await bus.publish({ type: 'account.registered', ...about, at: now, audience: [] })
      return admit(user, device, place)
    },

    /** @throws INVALID_CREDENTIALS, WEAK_DEVICE_ID, DEVICE_BANNED, ACCOUNT_BANNED */
    async loginByDevice(
      tenant: TenantId,
      deviceId: string,
      device: string,
      place?: Place,
    ): Promise<Credentials> {
      return admit(await deviceAccount(tenant, deviceId), device, place)
    },

    /** Same answer and same time for an unknown address as for a wrong password. @throws INVALID_CREDENTIALS, ACCOUNT_BANNED */
    async loginByEmail(
      tenant: TenantId,
      email: string,
      password: string,
      device: string,
      place?: Place,
    ): Promise<Credentials> {
      return admit(await passwordAccount(tenant, email, password), device, place)
    },

    /** The account itself. @throws USER_NOT_FOUND */
    async profile(actor: Actor): Promise<User> {
      const user = await accounts.byId(actor.userId)
      if (!user) throw new DomainError('USER_NOT_FOUND')
      return user
    },

    /** Makes the first administrator where there is none; an existing account of that address is left alone. */
    async ensureAdministrator(
      tenant: TenantId,
      email: string,
      password: string,
    ): Promise<UserId | undefined> {
      if (await accounts.hasAdministrator(tenant)) return undefined
      const id: UserId = ids.next()
      const outcome = await accounts.create({
        id,
        tenantId: tenant,
        role: 'admin',
        tier: 2,
        deviceHash: null,
        email: normalizeEmail(email),
        passwordHash: await passwords.hash(password),
        displayName: 'Administrator',
        gender: null,
        platform: null,
        attribution: {},
        place: null,
        createdAt: clock.now(),
      })
      return outcome === 'created' ? id : undefined
    },
  }
}

export type IdentityService = ReturnType<typeof createIdentity>
