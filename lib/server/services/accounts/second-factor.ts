import type { Actor, User } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import type { Millis, UserId } from '@/lib/domain/ids'
import { authorize } from '@/lib/domain/permissions'
import { PASSKEYS_MAX, RECOVERY_CODES, shownRecoveryCode, typedCode } from '@/lib/domain/second-factor'
import type { Accounts } from '@/lib/server/ports/accounts/accounts'
import type { FactorCodes, Passkey, SecondFactors } from '@/lib/server/ports/accounts/second-factors'
import type { Asker, OneTime } from '@/lib/server/ports/accounts/secrets'
import type { PasskeyAnswer, PasskeyOptions, WebAuthn } from '@/lib/server/ports/accounts/webauthn'
import type { AuditLog } from '@/lib/server/ports/moderation/moderation'
import type { Clock } from '@/lib/server/ports/system'
import type { AccountSecurityService } from './account-security'
import type { FactorCheckService, ShownFactor } from './factor-check'
import type { LoginsService } from './logins'

interface Deps {
  readonly secondFactors: SecondFactors
  readonly factorCodes: FactorCodes
  readonly webAuthn: WebAuthn
  readonly oneTime: OneTime
  readonly accounts: Pick<Accounts, 'byId'>
  readonly accountSecurity: Pick<AccountSecurityService, 'confirm'>
  readonly factorCheck: Pick<
    FactorCheckService,
    'keepChallenge' | 'spendChallenge' | 'require' | 'optionsToSign'
  >
  readonly logins: Pick<LoginsService, 'endWithoutFactor'>
  readonly audit: AuditLog
  readonly clock: Clock
  /** Roles above `user` may be used with a second factor alone. */
  readonly isRequired: boolean
}

export interface SecondFactorState {
  readonly isRequired: boolean
  readonly hasTotp: boolean
  readonly recoveryCodesLeft: number
  readonly passkeys: readonly Pick<Passkey, 'id' | 'name' | 'createdAt' | 'usedAt'>[]
}

/** What somebody shows again before anything about the second factor changes. */
export interface Confirmation extends ShownFactor {
  /** Of an account that has one. */
  readonly currentPassword?: string | undefined
}

/** What people with a role decide about their second factor. Whatever adds to it, weakens or replaces it takes password and factor again. */
export function createSecondFactor(deps: Deps) {
  const { secondFactors, factorCodes, webAuthn, oneTime, accounts, factorCheck, logins, audit, clock } = deps

  async function accountOf({ userId }: Actor): Promise<User> {
    const user = await accounts.byId(userId)
    if (!user) throw new DomainError('USER_NOT_FOUND')
    return user
  }

  /** @throws FORBIDDEN, INVALID_CREDENTIALS, UNAVAILABLE, and, where there is a factor, what its check refuses */
  async function confirm(actor: Actor, shown: Confirmation, asker: Asker): Promise<void> {
    authorize(actor, 'account.second_factor')
    const claim = { password: shown.currentPassword, field: 'currentPassword' }
    await deps.accountSecurity.confirm(actor, claim, asker)
    await factorCheck.require(await accountOf(actor), shown)
  }

  async function note(
    { tenantId, userId }: Actor,
    action: string,
    details: object,
    at: Millis,
  ): Promise<void> {
    await audit.record({ tenantId, actorId: userId, action, targetId: userId, details: { ...details }, at })
  }

  /** What an authenticator shows as the account's name. */
  async function nameOf({ userId, displayName }: Actor): Promise<string> {
    return (await accounts.byId(userId))?.email ?? displayName ?? userId
  }

  async function makeRecoveryCodes(user: UserId): Promise<readonly string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, factorCodes.newRecoveryCode)
    await secondFactors.replaceRecoveryCodes(
      user,
      codes.map((code) => oneTime.hash('recovery-code', user, code)),
    )
    return codes.map(shownRecoveryCode)
  }

  /** With the first factor; those that are left stay good. */
  async function firstRecoveryCodes(user: UserId): Promise<readonly string[]> {
    return (await secondFactors.recoveryCodesLeft(user)) > 0 ? [] : makeRecoveryCodes(user)
  }

  return {
    /** @throws FORBIDDEN */
    async state(actor: Actor): Promise<SecondFactorState> {
      authorize(actor, 'account.second_factor')
      const [totp, recoveryCodesLeft, passkeys] = await Promise.all([
        secondFactors.totp(actor.userId),
        secondFactors.recoveryCodesLeft(actor.userId),
        secondFactors.passkeys(actor.userId),
      ])
      return {
        isRequired: deps.isRequired,
        hasTotp: totp?.isConfirmed ?? false,
        recoveryCodesLeft,
        passkeys: passkeys.map(({ id, name, createdAt, usedAt }) => ({ id, name, createdAt, usedAt })),
      }
    },

    /** What the actor's browser needs to show a passkey before a change. @throws FORBIDDEN, NOT_FOUND where the account has none */
    async optionsToShow(actor: Actor): Promise<PasskeyOptions> {
      authorize(actor, 'account.second_factor')
      return factorCheck.optionsToSign(await accountOf(actor))
    },

    /** A secret for an authenticator app; nothing is asked of it until a code was shown. @throws SECOND_FACTOR_SET, and what `confirm` does */
    async beginTotp(actor: Actor, shown: Confirmation, asker: Asker) {
      await confirm(actor, shown, asker)
      const secret = factorCodes.newSecret()
      const sealed = factorCodes.seal(actor.userId, secret)
      if (!(await secondFactors.beginTotp(actor.userId, sealed, clock.now())))
        throw new DomainError('SECOND_FACTOR_SET')
      return { secret, uri: factorCodes.uriOf(secret, await nameOf(actor)) }
    },

    /** @returns recovery codes, where there are none. @throws INVALID_CODE, SECOND_FACTOR_SET, NOT_FOUND where nothing was begun */
    async confirmTotp(actor: Actor, typed: string): Promise<readonly string[]> {
      authorize(actor, 'account.second_factor')
      const { userId } = actor
      const totp = await secondFactors.totp(userId)
      if (!totp) throw new DomainError('NOT_FOUND')
      if (totp.isConfirmed) throw new DomainError('SECOND_FACTOR_SET')
      const now = clock.now()
      const read = typedCode(typed)
      const code = read?.kind === 'totp' ? read.code : ''
      const step = factorCodes.stepOf(factorCodes.open(userId, totp.sealed), code, now)
      const isGood = step !== undefined && (await secondFactors.confirmTotp(actor, totp.sealed, step, now))
      if (!isGood) throw new DomainError('INVALID_CODE', { field: 'code' })
      await logins.endWithoutFactor(userId)
      await note(actor, 'account.second-factor-added', { kind: 'totp' }, now)
      return firstRecoveryCodes(userId)
    },

    /** @throws what `confirm` does, NOT_FOUND */
    async dropTotp(actor: Actor, shown: Confirmation, asker: Asker): Promise<void> {
      await confirm(actor, shown, asker)
      if (!(await secondFactors.dropTotp(actor.userId))) throw new DomainError('NOT_FOUND')
      await note(actor, 'account.second-factor-removed', { kind: 'totp' }, clock.now())
    },

    /** New ones instead of all before. @throws what `confirm` does, NOT_FOUND where there is no second factor */
    async renewRecoveryCodes(actor: Actor, shown: Confirmation, asker: Asker) {
      await confirm(actor, shown, asker)
      if (!(await accountOf(actor)).hasSecondFactor) throw new DomainError('NOT_FOUND')
      const codes = await makeRecoveryCodes(actor.userId)
      await note(actor, 'account.recovery-codes-renewed', {}, clock.now())
      return codes
    },

    /** What a browser needs to make a passkey. @throws what `confirm` does */
    async beginPasskey(actor: Actor, shown: Confirmation, asker: Asker): Promise<PasskeyOptions> {
      await confirm(actor, shown, asker)
      const account = { id: actor.userId, name: await nameOf(actor) }
      const known = await secondFactors.passkeys(actor.userId)
      const { options, challenge } = await webAuthn.optionsToMake(account, known)
      await factorCheck.keepChallenge('make-passkey', actor.userId, challenge)
      return options
    },

    /** @returns its id, and recovery codes where there are none. @throws PASSKEY_REFUSED, SECOND_FACTOR_SET (somebody has it, or ten) */
    async addPasskey(actor: Actor, name: string, answer: PasskeyAnswer) {
      authorize(actor, 'account.second_factor')
      const { userId } = actor
      const challenge = await factorCheck.spendChallenge('make-passkey', userId, answer)
      const made = challenge === undefined ? undefined : await webAuthn.made(answer, challenge)
      if (!made) throw new DomainError('PASSKEY_REFUSED', { field: 'passkey' })
      const createdAt = clock.now()
      const passkey = { ...made, name, createdAt, usedAt: null }
      const outcome = await secondFactors.addPasskey(actor, passkey, PASSKEYS_MAX)
      if (outcome === 'not-shown') throw new DomainError('INVALID_TOKEN')
      if (outcome !== 'added') throw new DomainError('SECOND_FACTOR_SET', { field: 'passkey' })
      await logins.endWithoutFactor(userId)
      await note(actor, 'account.second-factor-added', { kind: 'passkey' }, createdAt)
      return { id: made.id, recoveryCodes: await firstRecoveryCodes(userId) }
    },

    /** @throws what `confirm` does, NOT_FOUND */
    async dropPasskey(actor: Actor, id: string, shown: Confirmation, asker: Asker): Promise<void> {
      await confirm(actor, shown, asker)
      if (!(await secondFactors.dropPasskey(actor.userId, id))) throw new DomainError('NOT_FOUND')
      await note(actor, 'account.second-factor-removed', { kind: 'passkey' }, clock.now())
    },
  }
}
