import { DomainError } from '@/lib/domain/errors'
import type { Millis, SessionId, UserId } from '@/lib/domain/ids'
import { EX_PARTNER_MS } from '@/lib/domain/matching'
import { REPORTABLE_AFTER_END_MS } from '@/lib/domain/moderation'
import {
  begin,
  deadlineOf,
  deliveredBetween,
  evidenceOf,
  isParticipant,
  me,
  RECONNECT_WINDOW_MS,
  type Session,
} from '@/lib/domain/sessions'
import { type DueRecord, RECORD_LEASE_MS } from '@/lib/server/ports/records/live-records'
import type { Sessions } from '@/lib/server/ports/sessions/sessions'
import type { Keys } from '../keys'
import { createRedisLiveRecords } from '../records/live-records'
import type { RunScript } from '../scripts'
import { createSessionCache } from './session-cache'
import {
  append,
  away,
  confirm,
  discard,
  end,
  expire,
  missed,
  open,
  read,
  readWithText,
  replace,
  report,
  resume,
} from './session-scripts'

interface Deps {
  readonly run: RunScript
  readonly keys: Keys
  /** Called once when Redis has lost all sessions: people are in none any more, and have not learned of it. */
  readonly onLost?: () => void
}

/** Two people change a session: more than a few tries in a row show that something is wrong. */
const CHANGE_ATTEMPTS = 20

const usersOf = ({ participants }: Session) => participants.map(({ user }) => user)

/** Sessions of all processes. A session's record decides what happens in it; the index of live records knows who is in which. */
export function createRedisSessions({ run, keys, onLost }: Deps): Sessions {
  const keyOf = keys.session
  const cache = createSessionCache()
  const records = createRedisLiveRecords({ run, index: keys.sessions, overOf, ...(onLost && { onLost }) })

  async function overOf(ids: readonly SessionId[]): Promise<readonly SessionId[]> {
    const sessions = await Promise.all(ids.map((id) => run(read, keyOf(id))))
    return ids.filter((_, index) => !sessions[index] || sessions[index].end !== null)
  }

  async function currentOf(user: UserId): Promise<SessionId | undefined> {
    const id = await records.current(user)
    cache.set(user, id)
    return id
  }

  async function liveOne(id: SessionId): Promise<Session | undefined> {
    const session = await run(read, keyOf(id))
    return session && !session.end ? session : undefined
  }

  /** @returns whether this call was the first, so that the end is announced once */
  async function close(session: Session): Promise<boolean> {
    return records.close(session.id, usersOf(session), session.end?.at ?? 0)
  }

  /** Ends a due session if its time is over. @returns it, when its end is now this call's to announce */
  async function settle(due: DueRecord, now: Millis): Promise<Session | undefined> {
    const expired = await run(expire, { key: keyOf(due.id), now })
    if (!expired) {
      await records.close(due.id, [], now)
      return undefined
    }
    const [session, at] = expired
    if (at === null) return (await close(session)) ? session : undefined
    await records.postpone(due, at, usersOf(session))
    return undefined
  }

  async function changeOne(
    id: SessionId,
    user: UserId,
    rule: (session: Session) => Session | undefined,
    now: Millis,
  ) {
    for (let attempt = 0; attempt < CHANGE_ATTEMPTS; attempt += 1) {
      const found = await run(readWithText, keyOf(id))
      const before = found?.session
      if (!before || before.end || !isParticipant(before, user) || deadlineOf(before).at <= now)
        return undefined
      const after = rule(before)
      if (!after) return { before, after: before }
      const due = deadlineOf(after).at
      if (due < deadlineOf(before).at) await records.bringForward(user, due)
      if (await run(replace, { key: keyOf(id), now, text: found.text, next: after })) return { before, after }
    }
    throw new DomainError('UNAVAILABLE')
  }

  return {
    async create(draft, now) {
      const session = await run(open, { key: keyOf(draft.id), draft: begin(draft, now) })
      if (session.end) return { busy: [] }
      const deadline = deadlineOf(session).at
      const busy = await records.enter({ id: session.id, users: usersOf(session), deadline }, now)
      if (busy.length === 0) return { session }
      await run(discard, keyOf(draft.id))
      return { busy }
    },

    async ofUser(user) {
      const cached = cache.get(user)
      const session = cached === undefined ? undefined : await liveOne(cached)
      if (session) return session // a person is in one at most, so there is no need to ask the index
      const id = await currentOf(user)
      return id === undefined || id === cached ? undefined : liveOne(id)
    },

    async append(id, author, draft, how, now) {
      const appended = await run(append, { key: keyOf(id), now, author, draft, ...how })
      if (!appended) return undefined
      if (appended === 'too-foul') return appended
      const [session, entry, duplicate, cameBack] = appended
      return { session, entry, duplicate, cameBack }
    },

    async away(user, now) {
      const id = await records.bringForward(user, now + RECONNECT_WINDOW_MS)
      return (id && (await run(away, { key: keyOf(id), now, user }))) || undefined
    },

    async resume(user, { lastSeq = 0, dialect, confirms = false }, now) {
      const id = await currentOf(user)
      const resumed = id && (await run(resume, { key: keyOf(id), now, user, lastSeq, dialect, confirms }))
      if (!resumed) return undefined
      const [session, wasAway, seen, log] = resumed
      return {
        session,
        wasAway,
        entries: log.filter(({ seq }) => seq > lastSeq),
        newlyDelivered: deliveredBetween(log, user, seen, me(session, user).deliveredSeq),
      }
    },

    async confirm(user, id, seq) {
      const confirmed = await run(confirm, { key: keyOf(id), user, seq })
      if (!confirmed) return undefined
      const [session, seen, log] = confirmed
      return { session, newlyDelivered: deliveredBetween(log, user, seen, me(session, user).deliveredSeq) }
    },

    async missed(user, id, afterSeq) {
      const found = await run(missed, { key: keyOf(id), after: afterSeq })
      if (!found || !isParticipant(found[0], user)) return undefined
      const [session, entries] = found
      return { session, entries }
    },

    async change(user, wanted, rule, now) {
      const id = cache.get(user) ?? (await currentOf(user))
      if (id === undefined || (wanted !== undefined && wanted !== id)) return changeCurrent()
      return (await changeOne(id, user, rule, now)) ?? changeCurrent()

      /** This process may have last found the person in another one. */
      async function changeCurrent() {
        const current = await currentOf(user)
        if (current === undefined || current === id || (wanted ?? current) !== current) return undefined
        return changeOne(current, user, rule, now)
      }
    },

    async end(user, wanted, cause, by, now) {
      const id = await records.bringForward(user, now + RECORD_LEASE_MS)
      if (!id || (wanted !== undefined && wanted !== id)) return undefined
      const session = await run(end, { key: keyOf(id), now, user, cause, by })
      return session && (await close(session)) ? session : undefined
    },

    async expire(now, limit) {
      const due = await records.leaseDue(now, limit)
      const over = await Promise.all(due.map((record) => settle(record, now)))
      return over.filter((session) => session !== undefined)
    },

    async reportable(user, wanted, now) {
      const last = wanted ? undefined : await records.last(user, now)
      const ids = [wanted ?? (await records.current(user)), last?.id]
      for (const id of ids) {
        const found = id && (await run(report, keyOf(id)))
        if (!found) continue
        const [session, log] = found
        const isTooLate = session.end !== null && now - session.end.at > REPORTABLE_AFTER_END_MS
        if (isParticipant(session, user) && !isTooLate) return { session, log: evidenceOf(log) }
      }
      return undefined
    },

    async lastPartner(user, now) {
      const last = await records.last(user, now)
      const partner = last?.others[0]
      if (!last || partner === undefined || now - last.at > EX_PARTNER_MS) return undefined
      return { user: partner, endedAt: last.at }
    },

    async list(offset, limit) {
      const ids = await records.list(offset, limit)
      const sessions = (await Promise.all(ids.map(liveOne))).filter((one) => one !== undefined)
      return { sessions, next: ids.length < limit ? null : offset + limit }
    },

    size: records.size,
  }
}
