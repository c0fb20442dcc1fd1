import type { Actor } from '@/lib/domain/accounts'
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
import type { FactorCheckService } from './factor-check'

interface Deps {
  readonly secondFactors: SecondFactors
  readonly factorCodes: FactorCodes
  readonly webAuthn: WebAuthn
  readonly oneTime: OneTime
  readonly accounts: Pick<Accounts, 'byId'>
  readonly accountSecurity: Pick<AccountSecurityService, 'confirm'>
  readonly factorCheck: Pick<FactorCheckService, 'keepChallenge' | 'spendChallenge'>
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

/** What people with a role decide about their second factor. Whatever weakens or replaces it takes the password again. */
export function createSecondFactor(deps: Deps) {
  const { secondFactors, factorCodes, webAuthn, oneTime, accounts, factorCheck, audit, clock } = deps

  /** @throws FORBIDDEN, INVALID_CREDENTIALS, UNAVAILABLE */
  async function confirm(actor: Actor, password: string | undefined, asker: Asker): Promise<void> {
    authorize(actor, 'account.second_factor')
    await deps.accountSecurity.confirm(actor, { password, field: 'currentPassword' }, asker)
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

    /** A secret for an authenticator app; nothing is asked of it until a code was shown. @throws SECOND_FACTOR_SET, INVALID_CREDENTIALS */
    async beginTotp(actor: Actor, password: string | undefined, asker: Asker) {
      await confirm(actor, password, asker)
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
      const isGood = step !== undefined && (await secondFactors.confirmTotp(userId, totp.sealed, step, now))
      if (!isGood) throw new DomainError('INVALID_CODE', { field: 'code' })
      await note(actor, 'account.second-factor-added', { kind: 'totp' }, now)
      return firstRecoveryCodes(userId)
    },

    /** @throws INVALID_CREDENTIALS, NOT_FOUND */
    async dropTotp(actor: Actor, password: string | undefined, asker: Asker): Promise<void> {
      await confirm(actor, password, asker)
      if (!(await secondFactors.dropTotp(actor.userId))) throw new DomainError('NOT_FOUND')
      await note(actor, 'account.second-factor-removed', { kind: 'totp' }, clock.now())
    },

    /** New ones instead of all before. @throws INVALID_CREDENTIALS, NOT_FOUND where there is no second factor */
    async renewRecoveryCodes(actor: Actor, password: string | undefined, asker: Asker) {
      await confirm(actor, password, asker)
      if (!(await accounts.byId(actor.userId))?.hasSecondFactor) throw new DomainError('NOT_FOUND')
      const codes = await makeRecoveryCodes(actor.userId)
      await note(actor, 'account.recovery-codes-renewed', {}, clock.now())
      return codes
    },

    /** What a browser needs to make a passkey. @throws INVALID_CREDENTIALS */
    async beginPasskey(actor: Actor, password: string | undefined, asker: Asker): Promise<PasskeyOptions> {
      await confirm(actor, password, asker)
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
      const outcome = await secondFactors.addPasskey(userId, passkey, PASSKEYS_MAX)
      if (outcome !== 'added') throw new DomainError('SECOND_FACTOR_SET', { field: 'passkey' })
      await note(actor, 'account.second-factor-added', { kind: 'passkey' }, createdAt)
      return { id: made.id, recoveryCodes: await firstRecoveryCodes(userId) }
    },

    /** @throws INVALID_CREDENTIALS, NOT_FOUND */
    async dropPasskey(actor: Actor, id: string, password: string | undefined, asker: Asker): Promise<void> {
      await confirm(actor, password, asker)
      if (!(await secondFactors.dropPasskey(actor.userId, id))) throw new DomainError('NOT_FOUND')
      await note(actor, 'account.second-factor-removed', { kind: 'passkey' }, clock.now())
    },
  }
}
