import { DEFAULT_TENANT } from '@/lib/domain/ids'
import type { ErrorName } from '@/lib/domain/errors'
import type { KnownHere } from './auth/known-here'
import type { Geo } from './ports/geo'
import type { Runtime } from './runtime-slot'
import type { IdentityService } from './services/accounts/identity'
import type { LimitsService } from './services/connections/limits'
import { deviceWords } from './transport/rest/device-words'
import { asRefusal } from './transport/refusal'
import { ADDRESS_HEADER, refused } from './transport/rest/rest'
import { namedAccount } from './transport/rest/rest-limits'

interface Deps {
  readonly identity: IdentityService
  readonly limits: LimitsService
  readonly knownHere: KnownHere
  readonly geo: Geo
  readonly log: { error(context: object, message: string): void }
}

/** Refusals that do not depend on what was given, where trying again later is right; and what is wanted beside what was right. */
const ANSWERED: ReadonlySet<ErrorName> = new Set([
  'UNAVAILABLE',
  'RATE_LIMIT_EXCEEDED',
  'INTERNAL_ERROR',
  'SECOND_FACTOR_REQUIRED',
  'INVALID_CODE',
])

/** Checks what was given to next-auth's sign-in, with the same limits and rules as the documented endpoint. */
export function authorizeBy({
  identity,
  limits,
  knownHere,
  geo,
  log,
}: Deps): Runtime['webSession']['authorize'] {
  return async ({ deviceFingerprint, email, password, totp }, { headers, signal }) => {
    const address = headers.get(ADDRESS_HEADER) ?? 'unknown'
    const device = deviceWords(headers.get('user-agent'))
    const caller = { address, device, place: geo.locationOf(address), signal }
    const shown = totp ? { totp: totp.slice(0, 100) } : {}
    try {
      await limits.consume('credentials', address, 'POST /api/auth/login')
      if (deviceFingerprint) {
        const { user, loginId } = await identity.loginByDevice(
          DEFAULT_TENANT,
          { deviceFingerprint, ...shown },
          caller,
        )
        return { id: user.id, sid: loginId }
      }
      if (!email || !password) return null
      const here = await knownHere(email, { address, cookie: headers.get('cookie') })
      await limits.consume('passwordGuesses', namedAccount('mail', email, here))
      const asker = { ...caller, isKnown: here !== undefined }
      const { user, loginId } = await identity.loginByEmail(
        DEFAULT_TENANT,
        { email, password, ...shown },
        asker,
      )
      return { id: user.id, sid: loginId }
    } catch (error) {
      // What is thrown here next-auth would write into an address.
      const refusal = asRefusal(error, (bug) => log.error({ err: bug }, 'sign-in failed'))
      return ANSWERED.has(refusal.reason) ? refused(refusal) : null
    }
  }
}
