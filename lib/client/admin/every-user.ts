import type { UserPage, UserRow } from '@/lib/client/admin/rest'
import type { Refusal, Result, Unreachable } from '@/lib/client/api'

/** How long to wait when the server is asked too often and does not say; it counts by the minute. */
const DEFAULT_WAIT_SECONDS = 60
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
      await wait(result.retryAfter ?? DEFAULT_WAIT_SECONDS)
    } else return result
  }
  return users
}
