import { asksSecondFactor, type User } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import type { Millis, UserId } from '@/lib/domain/ids'
import { type FactorMethod, PASSKEY_CHALLENGE_MS, typedCode } from '@/lib/domain/second-factor'
import type { Proofs } from '@/lib/server/ports/accounts/proofs'
import type { FactorCodes, SecondFactors } from '@/lib/server/ports/accounts/second-factors'
import type { OneTime } from '@/lib/server/ports/accounts/secrets'
import type { PasskeyAnswer, PasskeyOptions, WebAuthn } from '@/lib/server/ports/accounts/webauthn'
import type { Clock } from '@/lib/server/ports/system'
import type { LimitsService } from '../connections/limits'

interface Deps {
  readonly secondFactors: SecondFactors
  readonly factorCodes: FactorCodes
  readonly webAuthn: WebAuthn
  readonly oneTime: OneTime
  readonly proofs: Proofs
  readonly limits: Pick<LimitsService, 'consume'>
  readonly clock: Clock
}

/** What somebody shows beside a password or a device. */
export interface ShownFactor {
  /** A code of the authenticator app, or a recovery code. */
  readonly totp?: string | undefined
  readonly passkey?: PasskeyAnswer | undefined
}

/** Challenges for browsers are kept as proofs: each answers one question, once, for a while. */
type Challenge = 'make-passkey' | 'use-passkey'

/** Checks second factors. */
export function createFactorCheck(deps: Deps) {
  const { secondFactors, factorCodes, webAuthn, oneTime, proofs, limits, clock } = deps

  async function keepChallenge(purpose: Challenge, userId: UserId, challenge: string): Promise<void> {
    const createdAt = clock.now()
    const hash = oneTime.hash(purpose, userId, challenge)
    const expiresAt = createdAt + PASSKEY_CHALLENGE_MS
    await proofs.replace({ hash, userId, purpose, target: 'passkey', createdAt, expiresAt })
  }

  /** Spends the challenge that an answer is for. @returns it, if it was asked of this account */
  async function spendChallenge(
    purpose: Challenge,
    userId: UserId,
    answer: PasskeyAnswer,
  ): Promise<string | undefined> {
    const challenge = webAuthn.challengeOf(answer)
    if (challenge === undefined) return undefined
    const spent = await proofs.spend(purpose, oneTime.hash(purpose, userId, challenge), clock.now())
    return spent && challenge
  }

  async function isCode(user: UserId, typed: string, now: Millis): Promise<boolean> {
    const read = typedCode(typed)
    if (!read) return false
    if (read.kind === 'recovery')
      return secondFactors.spendRecoveryCode(user, oneTime.hash('recovery-code', user, read.code))
    const totp = await secondFactors.totp(user)
    if (!totp?.isConfirmed) return false
    const step = factorCodes.stepOf(factorCodes.open(user, totp.sealed), read.code, now)
    return step !== undefined && secondFactors.spendStep(user, step)
  }

  async function isPasskey(user: UserId, answer: PasskeyAnswer, now: Millis): Promise<boolean> {
    const challenge = await spendChallenge('use-passkey', user, answer)
    const passkey = (await secondFactors.passkeys(user)).find(({ id }) => id === answer.id)
    if (challenge === undefined || !passkey) return false
    const counter = await webAuthn.signed(answer, challenge, passkey)
    return counter !== undefined && secondFactors.usePasskey(user, passkey.id, counter, now)
  }

  async function methodsOf(user: UserId): Promise<FactorMethod[]> {
    const [totp, passkeys] = await Promise.all([secondFactors.totp(user), secondFactors.passkeys(user)])
    return [
      ...(totp?.isConfirmed ? (['totp'] as const) : []),
      ...(passkeys.length > 0 ? (['passkey'] as const) : []),
    ]
  }

  return {
    keepChallenge,
    spendChallenge,

    /**
     * Asks whoever showed the password, or the device, for the second factor, if the account has one and a role above `user`.
     * A code is good once; a wrong one counts, and so does a right one.
     *
     * @returns whether it was shown
     * @throws SECOND_FACTOR_REQUIRED with `methods`, INVALID_CODE, PASSKEY_REFUSED, RATE_LIMIT_EXCEEDED
     */
    async require(user: User, { totp, passkey }: ShownFactor): Promise<boolean> {
      if (!asksSecondFactor(user)) return false
      if (totp === undefined && passkey === undefined)
        throw new DomainError('SECOND_FACTOR_REQUIRED', { methods: await methodsOf(user.id) })
      await limits.consume('secondFactorTries', user.id)
      const now = clock.now()
      if (totp !== undefined && !(await isCode(user.id, totp, now)))
        throw new DomainError('INVALID_CODE', { field: 'totp' })
      if (totp === undefined && passkey && !(await isPasskey(user.id, passkey, now)))
        throw new DomainError('PASSKEY_REFUSED', { field: 'passkey' })
      return true
    },

    /** What the browser of whoever showed the password, or is signed in, needs to ask for a passkey. @throws NOT_FOUND where the account has none */
    async optionsToSign(user: User): Promise<PasskeyOptions> {
      const known = asksSecondFactor(user) ? await secondFactors.passkeys(user.id) : []
      if (known.length === 0) throw new DomainError('NOT_FOUND')
      const { options, challenge } = await webAuthn.optionsToSign(known)
      await keepChallenge('use-passkey', user.id, challenge)
      return options
    },
  }
}

export type FactorCheckService = ReturnType<typeof createFactorCheck>
