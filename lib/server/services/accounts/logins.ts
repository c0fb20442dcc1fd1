import {
  type Actor,
  asksSecondFactor,
  banRefusal,
  isBanned,
  isGuest,
  mustSetUpFactor,
  type User,
} from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import { mustAssureAge } from '@/lib/domain/age-assurance'
import { toLogin } from '@/lib/domain/topics'
import type { LoginId, Millis, UserId } from '@/lib/domain/ids'
import { judgeRefresh, LOGIN_LIFE_MS } from '@/lib/domain/logins'
import { type GeoLocation, locationWords } from '@/lib/domain/geo-location'
import type { Accounts, Login, Logins } from '@/lib/server/ports/accounts/accounts'
import type { AuditLog } from '@/lib/server/ports/moderation/moderation'
import type { Tokens } from '@/lib/server/ports/accounts/secrets'
import type { Bus, Clock, Ids } from '@/lib/server/ports/system'
import type { Caller } from './caller'
import type { KnownLocationsService } from './known-locations'

interface Deps {
  readonly logins: Logins
  readonly accounts: Pick<Accounts, 'byId'>
  readonly tokens: Tokens
  readonly knownLocations: Pick<KnownLocationsService, 'remember'>
  readonly audit: AuditLog
  readonly clock: Clock
  readonly ids: Ids
  readonly bus: Bus
  /** Roles above `user` may be used with a second factor alone. */
  readonly requiresFactor: boolean
  /** A provider has to confirm that people are grown up. */
  readonly hasAgeProvider: boolean
  /** Accounts without an address join channels and contact people like all others. */
  readonly guestsMayContact: boolean
}

/** What proves a login from now on. */
export interface Credentials {
  readonly user: User
  readonly loginId: LoginId
  /** Access token. */
  readonly token: string
  readonly refreshToken: string
}

/** Logins: their tokens, and their end. */
export function createLogins(deps: Deps) {
  const { logins, accounts, tokens, knownLocations, audit, clock, ids, bus } = deps

  function credentials(user: User, loginId: LoginId, generation: number, now: Millis): Credentials {
    const token = tokens.access({ user: user.id, login: loginId }, now)
    return { user, loginId, token, refreshToken: tokens.refresh(loginId, generation) }
  }

  async function announceEnd(login: LoginId, user: UserId, at: Millis): Promise<void> {
    await bus.publish({ type: 'login.ended', login, user, at, audience: [toLogin(login)] })
  }

  /** A spent refresh token was used: there is a copy of it, so the login ends. */
  async function endStolen(login: Login, now: Millis): Promise<void> {
    if (!(await logins.revoke(login.id, now))) return
    await announceEnd(login.id, login.userId, now)
    const user = await accounts.byId(login.userId)
    if (!user) return
    const { tenantId, id: actorId } = user
    await audit.record({
      tenantId,
      actorId,
      action: 'login.reuse-detected',
      targetId: login.id,
      details: {},
      at: now,
    })
  }

  /** A role whose account has a second factor is used by logins that showed one: any other has to log in again. @throws INVALID_TOKEN */
  function requireShownFactor({ login, user }: { login: Login; user: User }): void {
    if (asksSecondFactor(user) && login.factorAt === null) throw new DomainError('INVALID_TOKEN')
  }

  async function actorOf(loginId: LoginId, now: Millis): Promise<Actor> {
    const found = await logins.live(loginId, now)
    if (!found || !found.user.isActive || isBanned(found.user, now)) throw new DomainError('INVALID_TOKEN')
    requireShownFactor(found)
    const { id: userId, tenantId, tier, role, displayName, createdAt } = found.user
    const actor = { userId, createdAt, devices: found.devices, tenantId, loginId, tier, role, displayName }
    return {
      ...actor,
      ...(mustSetUpFactor(found.user, deps.requiresFactor) && { mustSetUpFactor: true as const }),
      ...(isGuest(found.user) && !deps.guestsMayContact && { isGuest: true as const }),
      ...(found.user.hides.length > 0 && { hides: found.user.hides }),
      ...(mustAssureAge(found.user, deps.hasAgeProvider) && { mustAssureAge: true as const }),
    }
  }

  async function endFound(user: UserId, revoke: Logins['revokeAll']): Promise<number> {
    const now = clock.now()
    const ended = await revoke(user, now)
    for (const login of ended) await announceEnd(login, user, now)
    return ended.length
  }

  return {
    /**
     * Of where it comes from only words are kept with it.
     *
     * @param how.deviceHash - of the device that logs in by its own secret
     * @param how.hasShownFactor - the account's second factor was shown as well
     */
    async start(
      user: User,
      { device, place, address }: Caller,
      how: { readonly deviceHash?: string; readonly hasShownFactor?: boolean } = {},
    ): Promise<Credentials> {
      const now = clock.now()
      const id = ids.next()
      await logins.create({
        id,
        userId: user.id,
        device,
        place: place ? locationWords(place) : null,
        deviceHash: how.deviceHash ?? null,
        factorAt: how.hasShownFactor ? now : undefined,
        createdAt: now,
        expiresAt: now + LOGIN_LIFE_MS,
      })
      await knownLocations.remember(user.email, address)
      return credentials(user, id, 0, now)
    },

    /** The person behind an access token, as the database has them now. @throws INVALID_TOKEN with `expired` where it was good once */
    async byAccessToken(token: string): Promise<Actor> {
      const now = clock.now()
      const claims = tokens.readAccess(token, now)
      if (claims === 'invalid') throw new DomainError('INVALID_TOKEN')
      if (claims === 'expired') throw new DomainError('INVALID_TOKEN', { expired: true })
      return actorOf(claims.login, now)
    },

    /** The person behind a login that something trusted names (the web session's cookie). @throws INVALID_TOKEN */
    byLogin: (loginId: LoginId): Promise<Actor> => actorOf(loginId, clock.now()),

    /**
     * Exchanges a refresh token. One just replaced yields the same successor for 30 s, as long as that is unused; any other
     * spent one ends the login. The login's place becomes `place` where that is known. @throws INVALID_TOKEN
     */
    async refresh(refreshToken: string, place?: GeoLocation): Promise<Credentials> {
      const now = clock.now()
      const named = tokens.readRefresh(refreshToken)
      const found = named && (await logins.live(named.login, now))
      if (!named || !found) throw new DomainError('INVALID_TOKEN')
      const { login, user } = found
      if (isBanned(user, now) || !user.isActive) throw banRefusal('ACCOUNT_BANNED', user.bannedUntil, now)
      requireShownFactor(found)

      const verdict = judgeRefresh(login, named.generation, now)
      if (verdict === 'reused') {
        await endStolen(login, now)
        throw new DomainError('INVALID_TOKEN')
      }
      if (verdict === 'repeated') return credentials(user, login.id, login.generation, now)
      const next = login.generation + 1
      const rotated = await logins.rotate(login.id, login.generation, {
        now,
        expiresAt: now + LOGIN_LIFE_MS,
        place: place && locationWords(place),
      })
      // Two at once: the other one rotated, and both get the same successor.
      const current = rotated ? next : (await logins.live(login.id, now))?.login.generation
      if (current !== next) throw new DomainError('INVALID_TOKEN')
      return credentials(user, login.id, next, now)
    },

    /** Which login a refresh token names, for counting; undefined when it is none of ours. */
    loginNamedBy: (refreshToken: string): LoginId | undefined => tokens.readRefresh(refreshToken)?.login,

    /** Ends a login named by a trusted source, of whatever account. */
    async endWebLogin(loginId: LoginId): Promise<void> {
      const login = await logins.find(loginId)
      if (login && (await logins.revoke(loginId, clock.now())))
        await announceEnd(loginId, login.userId, clock.now())
    },

    async end(loginId: LoginId, user: UserId): Promise<void> {
      const now = clock.now()
      if (await logins.revoke(loginId, now)) await announceEnd(loginId, user, now)
    },

    /** Where the actor is logged in, last used first. */
    ofActor: (actor: Actor) => logins.ofUser(actor.userId, clock.now()),

    /** Ends one of the actor's own logins. @throws NOT_FOUND when there is none such */
    async endOwn(actor: Actor, loginId: LoginId): Promise<void> {
      const now = clock.now()
      const login = await logins.find(loginId)
      const isEnded = login?.userId === actor.userId && (await logins.revoke(loginId, now))
      if (!isEnded) throw new DomainError('NOT_FOUND')
      await announceEnd(loginId, actor.userId, now)
    },

    /** Ends all logins of an account but one. @returns how many those were */
    async endOthers(userId: UserId, kept: LoginId): Promise<number> {
      const now = clock.now()
      let ended = 0
      for (const { id } of await logins.ofUser(userId, now)) {
        if (id === kept || !(await logins.revoke(id, now))) continue
        await announceEnd(id, userId, now)
        ended += 1
      }
      return ended
    },

    /** @returns how many were live */
    endAll: (user: UserId) => endFound(user, logins.revokeAll),

    /** Ends those that have not shown a second factor, once the account needs it. */
    async endWithoutFactor(user: UserId): Promise<void> {
      const account = await accounts.byId(user)
      if (account && asksSecondFactor(account)) await endFound(user, logins.revokeWithoutFactor)
    },
  }
}

export type LoginsService = ReturnType<typeof createLogins>
