import type { SessionId, UserId } from '@/lib/domain/ids'

/** More people than any process has in sessions at once; the entry set the longest ago is dropped. */
const MOST = 20_000

/** The session in which this process last found each person: a guess that spares asking the index, to be checked each time. */
export function createSessionCache(most = MOST) {
  const sessions = new Map<UserId, SessionId>()
  return {
    get: (user: UserId) => sessions.get(user),
    set(user: UserId, session: SessionId | undefined): void {
      sessions.delete(user)
      if (session === undefined) return
      sessions.set(user, session)
      if (sessions.size <= most) return
      const [oldest] = sessions.keys()
      if (oldest !== undefined) sessions.delete(oldest)
    },
  }
}
