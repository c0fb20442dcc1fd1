import { type AppealNews, appealNews } from './appeal'
import type { Result } from '@/lib/client/api'
import { waitAfterMs } from '@/lib/client/wait-after'
import type { Millis } from '@/lib/domain/ids'
import { LIMITS } from '@/lib/domain/limits'

/** Why a person stays outside: under 18 (1001), or a banned account or device (1002, 1009), until when if that is known. */
export type Refused =
  | { readonly why: 'age' }
  | {
      readonly why: 'banned'
      readonly until: string | null | undefined
      /** What became of the appeal; absent: there is none. */
      readonly appeal?: AppealNews
    }

const BANNED: ReadonlySet<number> = new Set([1002, 1009])

/** What a ban refuses; undefined for any other answer. */
export function banIn(result: Result<unknown> | undefined): Refused | undefined {
  if (!result || result.ok || result.offline || !BANNED.has(result.code)) return undefined
  const appeal = appealNews(result.appeal)
  return { why: 'banned', until: result.bannedUntil, ...(appeal && { appeal }) }
}

const RATE_LIMIT_EXCEEDED = 1003

/** How long to wait after a refused sign-in for being too fast, ms; undefined for any other answer. */
export function tooFastIn(result: Result<unknown>): Millis | undefined {
  if (result.ok || result.offline || result.code !== RATE_LIMIT_EXCEEDED) return undefined
  const { windowMs } = LIMITS.credentials
  return waitAfterMs(result.retryAfter, windowMs, windowMs)
}

/** A value that the server does not accept (9001), a wrong code (1011), or a consent that it misses (1006); `error.field` says which. */
const ABOUT_A_FIELD: ReadonlySet<number> = new Set([9001, 1011, 1006])

/**
 * The field that the server refused, where it can be shown; undefined where the refusal is about something else.
 *
 * @param names - the form's fields, as the request calls them
 */
export function refusedField<Name extends string>(
  result: Result<unknown>,
  names: readonly Name[],
): Name | undefined {
  if (result.ok || result.offline || !ABOUT_A_FIELD.has(result.code)) return undefined
  return names.find((name) => name === result.field)
}
