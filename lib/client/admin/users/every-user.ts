import type { UserPage, UserRow } from '@/lib/client/admin/rest'
import type { Refusal, Result, Unreachable } from '@/lib/client/api'
import { waitAfterMs } from '@/lib/client/wait-after'
import { LIMITS } from '@/lib/domain/limits'

/** By which the server counts; also how long to wait when it names no time. */
const WINDOW_MS = LIMITS.requests.windowMs
const TOO_FAST = 1003

/**
 * Every account, page by page however many there are. Where the server is asked too often it waits, so that what is saved is
 * whole or nothing.
 *
 * @param pageAfter - asks for the page after an account, the first one without
 * @returns the accounts, or the refusal that ended it
 */
export async function everyUser(
  pageAfter: (last: UserRow | undefined) => Promise<Result<UserPage>>,
  wait: (seconds: number) => Promise<unknown>,
): Promise<readonly UserRow[] | Refusal | Unreachable> {
  const users: UserRow[] = []
  for (let hasMore = true; hasMore;) {
    const result = await pageAfter(users.at(-1))
    if (result.ok) {
      users.push(...result.data.users)
      hasMore = result.data.hasMore && result.data.users.length > 0
    } else if (!result.offline && result.code === TOO_FAST) {
      await wait(waitAfterMs(result.retryAfter, WINDOW_MS, WINDOW_MS) / 1_000)
    } else return result
  }
  return users
}
