import type { Actor } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import type { Millis } from '@/lib/domain/ids'
import { REPORTABLE_AFTER_END_MS } from '@/lib/domain/moderation'
import type { AccountChanges } from '@/lib/server/ports/accounts/account-changes'
import type { Accounts } from '@/lib/server/ports/accounts/accounts'
import type { PersonalData, PersonalExport } from '@/lib/server/ports/accounts/personal-data'
import type { Tokens } from '@/lib/server/ports/accounts/secrets'
import type { Pseudonym } from '@/lib/server/ports/moderation/audit-chain'
import type { Sessions } from '@/lib/server/ports/sessions/sessions'
import type { Bus, Clock } from '@/lib/server/ports/system'
import type { LoginsService } from './logins'

interface Deps {
  readonly personalData: PersonalData
  readonly accountChanges: Pick<AccountChanges, 'rename' | 'setLanguage'>
  readonly accounts: Pick<Accounts, 'byId' | 'isLastAdministrator'>
  readonly sessions: Pick<Sessions, 'reportable'>
  readonly tokens: Pick<Tokens, 'emailDigest'>
  readonly pseudonym: Pseudonym
  readonly logins: Pick<LoginsService, 'endAll'>
  readonly clock: Clock
  readonly bus: Bus
}

/** What people may do with what is kept of them. */
export function createPersonalData(deps: Deps) {
  const { personalData, accountChanges, accounts, sessions, tokens, pseudonym, logins, clock, bus } = deps
  return {
    /** Null removes the name. */
    rename: ({ userId }: Actor, displayName: string | null) => accountChanges.rename(userId, displayName),

    /** In which language the person reads what is mailed to them. */
    speak: ({ userId }: Actor, language: string) => accountChanges.setLanguage(userId, language),

    /** @throws USER_NOT_FOUND */
    async export({ userId }: Actor): Promise<{ at: Millis; data: PersonalExport }> {
      const data = await personalData.export(userId)
      if (!data) throw new DomainError('USER_NOT_FOUND')
      return { at: clock.now(), data }
    },

    /**
     * Ends all that the person is in, and then deletes what names them. The pseudonym is one that the server finds again from the
     * account's id: the partner may still report what they just did, and the audit log's hashes cover it from the start.
     *
     * @throws FORBIDDEN for the last administrator of a tenant, who names another one first
     */
    async erase({ userId: user, tenantId: tenant }: Actor): Promise<void> {
      const lastOne = new DomainError('FORBIDDEN', { description: 'The last administrator stays one' })
      if (await accounts.isLastAdministrator(tenant, user, clock.now())) throw lastOne
      // First of all: of what ends after it, the account's own clients are sent nothing.
      await logins.endAll(user)
      await bus.signal({ type: 'account.closing', user, at: clock.now() })
      const email = (await accounts.byId(user))?.email ?? null
      const now = clock.now()
      const isReportable = (await sessions.reportable(user, undefined, now)) !== undefined
      const outcome = await personalData.erase({
        tenant,
        user,
        pseudonym: pseudonym(user),
        emailDigest: email && tokens.emailDigest(tenant, email),
        reportableUntil: isReportable ? now + REPORTABLE_AFTER_END_MS : null,
        now,
      })
      if (outcome === 'last-administrator') throw lastOne
    },
  }
}
