import { hash } from 'node:crypto'
import type { RestRow } from '@/lib/contracts/kit'
import { rangeOf } from '@/lib/domain/address-range'
import type { Actor } from '@/lib/domain/accounts'
import { normalizeEmail } from '@/lib/domain/email'
import { LIMITS } from '@/lib/domain/limits'
import type { LimitsService } from '@/lib/server/services/connections/limits'

/** Counts a request against the limits by address and by range, per endpoint, before anything of it is read. */
export async function countBeforeForm(limits: LimitsService, row: RestRow, address: string): Promise<void> {
  for (const name of row.limits) {
    const { per } = LIMITS[name]
    const scope = `${row.method} ${row.path}`
    if (per === 'address') await limits.consume(name, address, scope)
    if (per === 'range') await limits.consume(name, rangeOf(address), scope)
  }
}

interface Known {
  readonly actor: Actor | undefined
  readonly body: unknown
  readonly address: string
  readonly loginNamedBy: (refreshToken: string) => string | undefined
  /** Names the device or the network, if the account that is named signed in there lately. */
  readonly here: string | undefined
}

/** Counts a request of the right form against the limits of whom it comes from or names. */
export async function countByForm(limits: LimitsService, row: RestRow, known: Known): Promise<void> {
  for (const name of row.limits) {
    const limit = LIMITS[name]
    const { per } = limit
    const who = whoOf(per, known)
    // Counts of an account and of a login are one over sockets and endpoints; the limits of each have names of their own.
    const isOne = per === 'account' || per === 'login' || 'isOneCount' in limit
    const scope = isOne ? '' : `${row.method} ${row.path}`
    if (who !== undefined) await limits.consume(name, who, scope)
  }
}

/**
 * Whom a credential request names, as limits count it. A digest, because counts are kept where others can read them, and a device
 * id is a secret.
 *
 * @param here - where the request comes from, if the account signed in there lately: it has a count of its own
 */
export function namedAccount(kind: 'mail' | 'phone' | 'device', name: string, here?: string): string {
  const named = `${kind} ${hash('sha256', kind === 'mail' ? normalizeEmail(name) : name, 'base64url')}`
  return here === undefined ? named : `${named} ${here}`
}

/** The address of mail that a request names which is counted by it. */
export function countedEmail(row: RestRow, body: unknown): string | undefined {
  const { email } = (body ?? {}) as { readonly email?: unknown }
  const isCounted = row.limits.some((name) => LIMITS[name].per === 'named-account')
  return isCounted && typeof email === 'string' ? email : undefined
}

function whoOf(
  per: (typeof LIMITS)[keyof typeof LIMITS]['per'],
  { actor, body, address, loginNamedBy, here }: Known,
): string | undefined {
  const { email, deviceFingerprint, refreshToken, phone } = (body ?? {}) as Partial<Record<string, unknown>>
  switch (per) {
    case 'account':
      return actor?.userId
    case 'login':
      if (typeof refreshToken !== 'string') return actor?.loginId
      // Forged ones count by address: they name no login, and must not use up what others have who are refused.
      return loginNamedBy(refreshToken) ?? address
    case 'named-account':
      if (typeof email === 'string') return namedAccount('mail', email, here)
      if (typeof phone === 'string') return namedAccount('phone', phone)
      return typeof deviceFingerprint === 'string' ? namedAccount('device', deviceFingerprint) : undefined
    case 'address':
    case 'range':
    case 'connection':
      return undefined
  }
}
