import { hash } from 'node:crypto'
import type { RestRow } from '@/lib/contracts/kit'
import type { Actor } from '@/lib/domain/accounts'
import { normalizeEmail } from '@/lib/domain/accounts'
import { LIMITS } from '@/lib/domain/limits'
import type { LimitsService } from '../services/limits'

/** Counts a request against the limits by address, per endpoint, before anything of it is read. */
export async function countBeforeForm(limits: LimitsService, row: RestRow, address: string): Promise<void> {
  for (const name of row.limits) {
    if (LIMITS[name].per === 'address') await limits.take(name, address, `${row.method} ${row.path}`)
  }
}

interface Known {
  readonly actor: Actor | undefined
  readonly body: unknown
  readonly loginNamedBy: (refreshToken: string) => string | undefined
}

/** Counts a request of the right form against the limits of whom it comes from or names. */
export async function countByForm(limits: LimitsService, row: RestRow, known: Known): Promise<void> {
  for (const name of row.limits) {
    const { per } = LIMITS[name]
    const who = whoOf(per, known)
    // An account's count is one over sockets and endpoints; the limits of each have names of their own.
    if (who !== undefined) await limits.take(name, who, per === 'account' ? '' : `${row.method} ${row.path}`)
  }
}

/**
 * Whom a credential request names, as limits count it. A digest, because counts are kept where others may look, and a device
 * id is a secret.
 */
export function namedAccount(kind: 'mail' | 'phone' | 'device', name: string): string {
  return `${kind} ${hash('sha256', kind === 'mail' ? normalizeEmail(name) : name, 'base64url')}`
}

function whoOf(per: (typeof LIMITS)[keyof typeof LIMITS]['per'], { actor, body, loginNamedBy }: Known) {
  const { email, deviceFingerprint, refreshToken, phone } = (body ?? {}) as Partial<Record<string, unknown>>
  switch (per) {
    case 'account':
      return actor?.userId
    case 'login':
      return typeof refreshToken === 'string' ? (loginNamedBy(refreshToken) ?? 'unknown') : actor?.loginId
    case 'named-account':
      if (typeof email === 'string') return namedAccount('mail', email)
      if (typeof phone === 'string') return namedAccount('phone', phone)
      return typeof deviceFingerprint === 'string' ? namedAccount('device', deviceFingerprint) : undefined
    case 'address':
    case 'connection':
      return undefined
  }
}
