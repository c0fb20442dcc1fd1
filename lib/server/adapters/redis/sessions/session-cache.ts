import type { SessionId, UserId } from '@/lib/domain/ids'

/** More people than this talk in no process at once; the one seen the longest ago is forgotten. */
const MOST = 20_000

/** In which session this process has seen people last: a guess that spares asking the index, to be checked each time. */
export function createPlaces(most = MOST) {
  const sessions = new Map<UserId, SessionId>()
  return {
    of: (user: UserId) => sessions.get(user),
    saw(user: UserId, session: SessionId | null): void {
      sessions.delete(user)
      if (session === null) return
      sessions.set(user, session)
      if (sessions.size <= most) return
      const [oldest] = sessions.keys()
      if (oldest !== undefined) sessions.delete(oldest)
    },
  }
}
