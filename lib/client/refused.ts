import type { Result } from '@/lib/client/api'

/** Why somebody stays outside: under 18 (1001), or a banned account or device (1002, 1009), until when if that is known. */
export type Refused =
  | { readonly why: 'age' }
  | { readonly why: 'banned'; readonly until: string | null | undefined }

const BANNED: ReadonlySet<number> = new Set([1002, 1009])

/** What a ban refuses; undefined for any other answer. */
export function banIn(result: Result<unknown> | undefined): Refused | undefined {
  if (!result || result.ok || result.offline || !BANNED.has(result.code)) return undefined
  return { why: 'banned', until: result.bannedUntil }
}
