import type { Actor } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'

/** Whom a page was opened as; a sign-in in another tab replaces the cookie that both share. A handshake's is `auth.account`. */
export const ACCOUNT_HEADER = 'x-account'

/**
 * What a page does counts for whom it was opened as, or not at all.
 *
 * @param account - the id that the caller believes to act for; undefined or null: it names none, as programs do
 * @throws ACCOUNT_CHANGED when the credentials are another account's
 */
export function requireSameAccount(account: unknown, actor: Actor | undefined): void {
  if (account === undefined || account === null || !actor) return
  if (account !== actor.userId) throw new DomainError('ACCOUNT_CHANGED')
}
