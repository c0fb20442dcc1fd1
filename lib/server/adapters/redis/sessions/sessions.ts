import type { Millis, SessionId, UserId } from '@/lib/domain/ids'
import { EX_PARTNER_MS } from '@/lib/domain/matching'
import { REPORTABLE_AFTER_END_MS } from '@/lib/domain/moderation'
import {
  begin,
  deadlineOf,
  evidenceOf,
  isParticipant,
  RECONNECT_WINDOW_MS,
  type Session,
} from '@/lib/domain/sessions'
import type { Sessions } from '@/lib/server/ports/sessions/sessions'
import type { Keys } from '../keys'
import { createMarkWatch, newMark } from '../epoch'
import { createPlaces } from './session-cache'
import type { RunScript } from '../scripts'
import { claim, LEASE_MS, leave, putOff, soon, takeDue, where } from './session-index-scripts'
import { append, away, discard, end, expire, missed, open, read, report, resume } from './session-scripts'

interface Deps {
  readonly run: RunScript
  readonly keys: Keys
  /** Called once when Redis has lost all sessions: nobody is in one any more, and nobody has been told. */
  readonly onLost?: () => void
}

/**
 * Sessions of all processes. A session's record decides what happens in it; an index says who is in which, and when to
 * look whether one is over. They are two hash tags, so no script changes both. Therefore:
 *
 * - a record is made before it is entered into the index, and one that is never entered goes by itself;
 * - the index may name a session that is over or gone: readers take it as none, and a new session as no hindrance;
 * - a look is planned before what makes it necessary, never after; a look too early does no harm;
 * - who takes an ended session out of the index tells of its end. If they die before, the planned look finds it.
 */
export function createRedisSessions({ run, keys, onLost }: Deps): Sessions {
  const index = keys.sessions
  const notice = createMarkWatch(onLost)
  const places = createPlaces()
  let live = 0

  const keyOf = keys.session
  const pairOf = ({ participants: [a, b] }: Session) => [a.user, b.user] as const

  async function currentOf(user: UserId): Promise<SessionId | null> {
    const { current } = await run(where, { index, user })
    places.saw(user, current)
    return current
  }

  async function liveOne(id: SessionId): Promise<Session | undefined> {
    const session = await run(read, keyOf(id))
    return session && !session.end ? session : undefined
  }

  /** Those of the sessions that keep nobody. */
  async function overOf(ids: readonly (SessionId | null)[]): Promise<SessionId[]> {
    const named = ids.filter((id) => id !== null)
    const records = await Promise.all(named.map((id) => run(read, keyOf(id))))
    return named.filter((_, place) => !records[place] || records[place].end !== null)
  }

  /** Enters a session into the index. @returns who of the pair is in another one */
  async function enter(session: Session, now: Millis): Promise<readonly UserId[]> {
    const entry = { index, now, id: session.id, pair: pairOf(session), deadline: deadlineOf(session).at }
    let claimed = await run(claim, { ...entry, over: [] })
    const over = claimed.isClaimed ? [] : await overOf(claimed.before)
    if (over.length > 0) claimed = await run(claim, { ...entry, over })
    live = claimed.size
    if (claimed.isClaimed) return []
    return entry.pair.filter((_, place) => {
      const before = claimed.before[place]
      return before && !over.includes(before)
    })
  }

  /** Takes an ended session out of the index. @returns whether this call did, so that its end is told once */
  async function takeOut(session: Session): Promise<boolean> {
    const at = session.end?.at ?? 0
    const { isFirst, size } = await run(leave, { index, id: session.id, at, pair: pairOf(session) })
    live = size
    return isFirst
  }

  /** Looks whether a session is over. @returns it, when its end is now this call's to tell */
  async function lookAt(id: SessionId, taken: Millis, now: Millis): Promise<Session | undefined> {
    const looked = await run(expire, { key: keyOf(id), now })
    if (!looked) {
      await run(leave, { index, id, at: now, pair: [] })
      return undefined
    }
    const [session, at] = looked
    if (at === null) return (await takeOut(session)) ? session : undefined
    await run(putOff, { index, id, taken, at, pair: pairOf(session) })
    return undefined
  }

  return {
    async create(draft, now) {
      const session = await run(open, { key: keyOf(draft.id), draft: begin(draft, now) })
      if (session.end) return { busy: [] }
      const busy = await enter(session, now)
      if (busy.length === 0) return { session }
      await run(discard, keyOf(draft.id))
      return { busy }
    },

    async ofUser(user) {
      const guess = places.of(user)
      const guessed = guess === undefined ? undefined : await liveOne(guess)
      if (guessed) return guessed // nobody is in two, so there is no need to ask the index
      const id = await currentOf(user)
      return id === null || id === guess ? undefined : liveOne(id)
    },

    async append(id, author, draft, how, now) {
      const appended = await run(append, { key: keyOf(id), now, author, draft, ...how })
      if (!appended) return undefined
      if (appended === 'too-foul') return appended
      const [session, entry, duplicate, cameBack] = appended
      return { session, entry, duplicate, cameBack }
    },

    async away(user, now) {
      const id = await run(soon, { index, user, at: now + RECONNECT_WINDOW_MS })
      return (id && (await run(away, { key: keyOf(id), now, user }))) || undefined
    },

    async resume(user, { lastSeq = 0, dialect }, now) {
      const id = await currentOf(user)
      const resumed = id && (await run(resume, { key: keyOf(id), now, user, lastSeq, dialect }))
      if (!resumed) return undefined
      const [session, wasAway, seen, log] = resumed
      return {
        session,
        wasAway,
        entries: log.filter(({ seq }) => seq > lastSeq),
        newlyDelivered: log.filter((one) => one.author !== user && !one.delivered && one.seq > seen),
      }
    },

    async missed(user, id, afterSeq) {
      const found = await run(missed, { key: keyOf(id), after: afterSeq })
      if (!found || !isParticipant(found[0], user)) return undefined
      const [session, entries] = found
      return { session, entries }
    },

    async end(user, wanted, cause, by, now) {
      const id = await run(soon, { index, user, at: now + LEASE_MS })
      if (!id || (wanted !== undefined && wanted !== id)) return undefined
      const session = await run(end, { key: keyOf(id), now, user, cause, by })
      return session && (await takeOut(session)) ? session : undefined
    },

    async expire(now, limit) {
      const looking = { index, now, limit, mark: newMark() }
      const { due, taken, size, mark } = await run(takeDue, looking)
      live = size
      notice(mark)
      const over = await Promise.all(due.map((id) => lookAt(id, taken, now)))
      return over.filter((session) => session !== undefined)
    },

    async reportable(user, wanted, now) {
      const { current, last } = wanted ? { current: wanted, last: null } : await run(where, { index, user })
      for (const id of [current, last?.session]) {
        const found = id && (await run(report, keyOf(id)))
        if (!found) continue
        const [session, log] = found
        const isTooLate = session.end !== null && now - session.end.at > REPORTABLE_AFTER_END_MS
        if (isParticipant(session, user) && !isTooLate) return { session, log: evidenceOf(log) }
      }
      return undefined
    },

    async lastPartner(user, now) {
      const { last } = await run(where, { index, user })
      if (!last || now - last.at > EX_PARTNER_MS) return undefined
      return { user: last.partner, endedAt: last.at }
    },

    size: () => live,
  }
}
