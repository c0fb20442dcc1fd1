import type { Millis, SessionId, UserId } from '@/lib/domain/ids'
import { EX_PARTNER_MS } from '@/lib/domain/matching'
import { REPORTABLE_AFTER_END_MS } from '@/lib/domain/moderation'
import {
  deadlineOf,
  deliveredBetween,
  deliveredUpTo,
  type EndCause,
  evidenceOf,
  isParticipant,
  me,
  RECONNECT_WINDOW_MS,
  type Session,
  withParticipant,
} from '@/lib/domain/sessions'
import type { Sessions } from '@/lib/server/ports/sessions/sessions'
import { createMemoryLiveRecords } from './records/live-records'
import { appendTo, type Live, newLive } from './session-log'

const usersOf = ({ participants }: Session) => participants.map(({ user }) => user)

/** Random sessions of one process. Ended ones stay for as long as they can be reported. */
export function createMemorySessions(): Sessions {
  const live = new Map<SessionId, Live>()
  const ended = new Map<SessionId, Live>()
  const records = createMemoryLiveRecords()

  /** Replaces the session by what became of it. A later deadline is found when the earlier one has come. */
  function replace(entry: Live, session: Session, user: UserId): Session {
    entry.session = session
    records.bringForward(user, deadlineOf(session).at)
    return session
  }

  function finish(entry: Live, cause: EndCause, by: UserId | null, now: Millis): Session {
    const { id } = entry.session
    entry.session = { ...entry.session, end: { cause, by, at: now } }
    live.delete(id)
    ended.set(id, entry)
    records.close(id, usersOf(entry.session), now)
    return entry.session
  }

  /** Drops sessions that can no longer be reported; the oldest end comes first. */
  function forget(now: Millis): void {
    for (const [id, { session }] of ended) {
      if (!session.end || now - session.end.at <= REPORTABLE_AFTER_END_MS) return
      ended.delete(id)
    }
  }

  const liveOf = (user: UserId) => live.get(records.current(user) ?? '')

  return {
    async create(draft, now) {
      const same = live.get(draft.id)
      if (same) return { session: same.session }
      if (ended.has(draft.id)) return { busy: [] }
      const entry = newLive(draft, now)
      const { session } = entry
      const busy = records.enter(
        { id: draft.id, users: usersOf(session), deadline: deadlineOf(session).at },
        now,
      )
      if (busy.length > 0) return { busy }
      live.set(draft.id, entry)
      return { session }
    },

    async ofUser(user) {
      return liveOf(user)?.session
    },

    async append(id, author, draft, how, now) {
      const entry = live.get(id)
      if (!entry || !isParticipant(entry.session, author) || isOver(entry.session, now)) return undefined
      const { awayUntil } = me(entry.session, author)
      const appended = appendTo(entry, author, draft, how, now)
      if (appended === undefined || appended === 'too-foul') return appended
      const { saved, session, duplicate } = appended
      return {
        session: replace(entry, session, author),
        entry: saved,
        duplicate,
        cameBack: awayUntil !== null,
      }
    },

    async away(user, now) {
      const entry = liveOf(user)
      if (!entry || me(entry.session, user).awayUntil !== null) return undefined
      const change = { awayUntil: now + RECONNECT_WINDOW_MS }
      return replace(entry, withParticipant(entry.session, user, change), user)
    },

    async resume(user, { lastSeq = 0, dialect, confirms = false }, now) {
      const entry = liveOf(user)
      if (!entry || isOver(entry.session, now)) return undefined
      const before = me(entry.session, user)
      const wasAway = before.awayUntil !== null
      const chosen = dialect === undefined ? {} : { dialect }
      const deliveredSeq = deliveredUpTo(entry.session, user, confirms ? lastSeq : entry.session.lastSeq)
      const newlyDelivered = deliveredBetween(entry.log, user, before.deliveredSeq, deliveredSeq)
      const change = { awayUntil: null, deliveredSeq, ...chosen }
      const session = replace(entry, withParticipant(entry.session, user, change), user)
      const entries = entry.log.filter((one) => one.seq > lastSeq)
      return { session, entries, wasAway, newlyDelivered }
    },

    async confirm(user, id, seq) {
      const entry = live.get(id)
      if (!entry || !isParticipant(entry.session, user)) return undefined
      const before = me(entry.session, user).deliveredSeq
      const deliveredSeq = deliveredUpTo(entry.session, user, seq)
      entry.session = withParticipant(entry.session, user, { deliveredSeq })
      const newlyDelivered = deliveredBetween(entry.log, user, before, deliveredSeq)
      return { session: entry.session, newlyDelivered }
    },

    async missed(user, id, afterSeq) {
      const entry = live.get(id) ?? ended.get(id)
      if (!entry || !isParticipant(entry.session, user)) return undefined
      return { session: entry.session, entries: entry.log.filter(({ seq }) => seq > afterSeq) }
    },

    async change(user, id, rule, now) {
      const entry = liveOf(user)
      if (!entry || (id !== undefined && entry.session.id !== id) || isOver(entry.session, now))
        return undefined
      const before = entry.session
      const after = rule(before)
      if (after) replace(entry, after, user)
      return { before, after: after ?? before }
    },

    async end(user, id, cause, by, now) {
      const entry = liveOf(user)
      if (!entry || (id !== undefined && entry.session.id !== id)) return undefined
      return finish(entry, cause, by, now)
    },

    async expire(now, limit) {
      forget(now)
      return records.leaseDue(now, limit).flatMap((due) => {
        const entry = live.get(due.id)
        if (!entry) return []
        const { at, cause, by } = deadlineOf(entry.session)
        if (at <= now) return finish(entry, cause, by, now)
        records.postpone(due, at, usersOf(entry.session))
        return []
      })
    },

    async reportable(user, id, now) {
      forget(now)
      const wanted = id ?? records.current(user) ?? records.last(user, now)?.id ?? ''
      const entry = live.get(wanted) ?? ended.get(wanted)
      if (!entry || !isParticipant(entry.session, user)) return undefined
      return { session: entry.session, log: evidenceOf([...entry.dropped, ...entry.log]) }
    },

    async lastPartner(user, now) {
      const last = records.last(user, now)
      const partner = last?.others[0]
      if (!last || partner === undefined || now - last.at > EX_PARTNER_MS) return undefined
      return { user: partner, endedAt: last.at }
    },

    async list(offset, limit) {
      const ids = records.list(offset, limit)
      const sessions = ids.flatMap((id) => live.get(id)?.session ?? [])
      return { sessions, next: ids.length < limit ? null : offset + limit }
    },

    size: records.size,
  }
}

/** Over by time, though not ended yet. */
function isOver(session: Session, now: Millis): boolean {
  return deadlineOf(session).at <= now
}
