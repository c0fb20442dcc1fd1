import type { Actor } from '@/lib/domain/accounts'
import type { AgeResult, AgeState } from '@/lib/domain/age-assurance'
import { DomainError } from '@/lib/domain/errors'
import type { UserId } from '@/lib/domain/ids'
import type { Accounts } from '@/lib/server/ports/accounts/accounts'
import type { AgeChecks, AgeProvider } from '@/lib/server/ports/accounts/age-checks'
import type { AuditLog } from '@/lib/server/ports/moderation/moderation'
import type { Clock, Ids } from '@/lib/server/ports/system'

interface Deps {
  /** Undefined: the declared age is all that is asked for. */
  readonly ageProvider: AgeProvider | undefined
  readonly ageChecks: AgeChecks
  readonly accounts: Pick<Accounts, 'byId'>
  readonly audit: AuditLog
  readonly clock: Clock
  readonly ids: Ids
}

/** That somebody is 18 or older: as they declared, or as a provider found. The age itself is never known. */
export function createAgeAssurance({ ageProvider, ageChecks, accounts, audit, clock, ids }: Deps) {
  /** @throws NOT_FOUND where nobody is asked but the person */
  function provider(): AgeProvider {
    if (!ageProvider) throw new DomainError('NOT_FOUND')
    return ageProvider
  }

  async function settle(reference: string, result: AgeResult): Promise<UserId | undefined> {
    const now = clock.now()
    const userId = await ageChecks.answer(reference, result, now)
    const user = userId && (await accounts.byId(userId))
    if (!user) return undefined
    const { id, tenantId } = user
    const about = { tenantId, actorId: null, targetId: id }
    await audit.record({ ...about, action: 'account.age-checked', details: { result }, at: now })
    return id
  }

  async function stateOf({ userId }: Actor): Promise<AgeState> {
    if (!ageProvider) return 'declared'
    if ((await accounts.byId(userId))?.isAgeAssured) return 'adult'
    const check = await ageChecks.ofUser(userId)
    return check ? (check.result ?? 'pending') : 'wanted'
  }

  return {
    state: stateOf,

    /** Asks the provider. @returns where the person goes. @throws NOT_FOUND, UNAVAILABLE */
    async begin({ userId }: Actor): Promise<string> {
      const reference = ids.next()
      const { providerId, url } = await provider().begin(reference)
      const isNews = await ageChecks.begin({ reference, userId, providerId, createdAt: clock.now() })
      if (!isNews) throw new DomainError('AGE_ASSURED')
      return url
    },

    /** Asks the provider for its answer, for whoever comes back before its message. @throws NOT_FOUND, UNAVAILABLE */
    async verify(actor: Actor): Promise<AgeState> {
      const asked = provider()
      const check = await ageChecks.ofUser(actor.userId)
      if (check?.result === null) {
        const result = await asked.result(check.providerId)
        if (result) await settle(check.reference, result)
      }
      return stateOf(actor)
    },

    /** Takes the provider's message; again, or late, is as good as once. @throws NOT_FOUND, INVALID_TOKEN for another's, INVALID_REQUEST */
    async receive(bytes: Uint8Array, signature: string | undefined): Promise<void> {
      const read = provider().read({ bytes, signature }, clock.now())
      if (!read) throw new DomainError('INVALID_TOKEN', { description: 'The signature is wrong or too old' })
      if (read === 'malformed') throw new DomainError('INVALID_REQUEST')
      await settle(read.reference, read.result)
    },
  }
}
