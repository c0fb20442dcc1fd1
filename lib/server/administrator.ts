import { normalizeEmail } from '@/lib/domain/email'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import type { Env } from './env'
import type { AccountChanges } from './ports/accounts/account-changes'
import type { Logins } from './ports/accounts/accounts'
import type { AuditLog } from './ports/moderation/moderation'
import type { Clock } from './ports/system'
import type { IdentityService } from './services/accounts/identity'

type Named = Pick<Env, 'adminEmail' | 'adminPassword'>
type Identity = Pick<IdentityService, 'ensureAdministrator'>

/** Makes the administrator that the environment names, if there is none, and logs an error when that cannot be. */
export async function ensureAdministrator(
  { adminEmail, adminPassword }: Named,
  identity: Identity,
  log: { error(context: object, message: string): void },
): Promise<void> {
  if (!adminEmail || !adminPassword) return
  const outcome = await identity.ensureAdministrator(DEFAULT_TENANT, adminEmail, adminPassword)
  if (outcome !== 'taken') return
  log.error(
    { adminEmail },
    'There is NO administrator who can act: ADMIN_EMAIL belongs to an ordinary account, or to one that is banned. Stop the server and run ' +
      '"npm run admin:claim", which takes the address away from that account and makes the administrator; or name another ADMIN_EMAIL.',
  )
}

interface ClaimDeps {
  readonly identity: Identity
  readonly accountChanges: Pick<AccountChanges, 'releaseEmail'>
  readonly logins: Pick<Logins, 'revokeAll'>
  readonly audit: AuditLog
  readonly clock: Pick<Clock, 'now'>
}

/**
 * Makes the administrator that the environment names although an ordinary account has the address: that account loses address
 * and password and is logged out everywhere; it gets nothing of the administrator's, and is left as it is otherwise.
 *
 * @returns a sentence for the operator
 */
export async function claimAdministrator(
  { adminEmail, adminPassword }: Named,
  { identity, accountChanges, logins, audit, clock }: ClaimDeps,
): Promise<string> {
  if (!adminEmail || !adminPassword)
    return 'ADMIN_EMAIL and ADMIN_PASSWORD are not set: there is nothing to claim.'
  const make = () => identity.ensureAdministrator(DEFAULT_TENANT, adminEmail, adminPassword)
  const first = await make()
  if (first === 'there')
    return 'There is an administrator already: roles change in the administration. Nothing was done.'
  if (first === 'made') return `${adminEmail} is the administrator now.`
  const loser = await accountChanges.releaseEmail(DEFAULT_TENANT, normalizeEmail(adminEmail))
  const at = clock.now()
  if (loser !== undefined) {
    await logins.revokeAll(loser, at)
    const about = { tenantId: DEFAULT_TENANT, actorId: loser, targetId: loser, details: {} }
    await audit.record({ ...about, action: 'account.address-claimed', at })
  }
  if ((await make()) === 'taken')
    return 'Somebody registered the address again just now: stop the server first, then try again.'
  return `${adminEmail} is the administrator now; the account that had the address has neither it nor its password any more.`
}
