import { SortedMap } from './sorted-map'
import type { Millis, SessionId, UserId } from '@/lib/domain/ids'
import { EX_PARTNER_MS } from '@/lib/domain/matching'
import { REPORTABLE_AFTER_END_MS } from '@/lib/domain/moderation'
import {
  deadlineOf,
  type EndCause,
  type Entry,
  evidenceOf,
  isParticipant,
  me,
  partnerOf,
  RECONNECT_WINDOW_MS,
  type Session,
  withParticipant,
} from '@/lib/domain/sessions'
import type { Sessions } from '@/lib/server/ports/sessions/sessions'
import { appendTo, type Live, newLive } from './session-log'

type TimeKey = readonly [Millis, SessionId]

/** Random sessions of one process. Ended ones stay for as long as they can be reported. */
export function createMemorySessions(): Sessions {
  const live = new Map<SessionId, Live>()
  const ended = new Map<SessionId, Live>()
  const current = new Map<UserId, SessionId>()
  const last = new Map<UserId, SessionId>()
  const deadlines = new SortedMap<TimeKey, Live>(undefined, byTime)

  /** Puts the changed session in place of the old one. A later deadline is found when the look for the earlier one comes. */
  function replace(entry: Live, session: Session): Session {
    entry.session = session
    const { at } = deadlineOf(session)
    if (at < entry.deadline[0]) lookAt(at, entry)
    return session
  }

  function lookAt(at: Millis, entry: Live): void {
    deadlines.delete(entry.deadline)
    entry.deadline = [at, entry.session.id]
    deadlines.set(entry.deadline, entry)
  }

  function finish(entry: Live, cause: EndCause, by: UserId | null, now: Millis): Session {
    const { id, participants } = entry.session
    deadlines.delete(entry.deadline)
    entry.session = { ...entry.session, end: { cause, by, at: now } }
    live.delete(id)
    ended.set(id, entry)
    for (const { user } of participants) {
      current.delete(user)
      last.set(user, id)
    }
    return entry.session
  }

  /** Drops sessions nobody can report any more; the oldest end comes first. */
  function forget(now: Millis): void {
    for (const [id, { session }] of ended) {
      if (!session.end || now - session.end.at <= REPORTABLE_AFTER_END_MS) return
      ended.delete(id)
      for (const { user } of session.participants) if (last.get(user) === id) last.delete(user)
    }
  }

  const liveOf = (user: UserId) => live.get(current.get(user) ?? '')

  return {
    async create(draft, now) {
      const same = live.get(draft.id)
      if (same) return { session: same.session }
      if (ended.has(draft.id)) return { busy: [] }
      const busy = draft.pair.map(({ user }) => user).filter((user) => current.has(user))
      if (busy.length > 0) return { busy }
      const entry = newLive(draft, now)
      live.set(draft.id, entry)
      deadlines.set(entry.deadline, entry)
      for (const { user } of draft.pair) current.set(user, draft.id)
      return { session: entry.session }
    },

    async ofUser(user) {
      return liveOf(user)?.session
    },

    async append(id, author, draft, how, now) {
      const entry = live.get(id)
      if (!entry || !isParticipant(entry.session, author) || isOver(entry.session, now)) return undefined
      const { awayUntil } = me(entry.session, author)
      const appended = appendTo(entry, author, draft, how, now)
      if (appended === 'too-foul') return appended
      const { saved, session, duplicate } = appended
      return {
        session: replace(entry, session),
        entry: saved,
        duplicate,
        cameBack: awayUntil !== null,
      }
    },

    async away(user, now) {
      const entry = liveOf(user)
      if (!entry || me(entry.session, user).awayUntil !== null) return undefined
      const change = { awayUntil: now + RECONNECT_WINDOW_MS }
      return replace(entry, withParticipant(entry.session, user, change))
    },

    async resume(user, { lastSeq = 0, dialect }, now) {
      const entry = liveOf(user)
      if (!entry || isOver(entry.session, now)) return undefined
      const before = me(entry.session, user)
      const wasAway = before.awayUntil !== null
      const chosen = dialect === undefined ? {} : { dialect }
      const unseen = (one: Entry) => one.author !== user && !one.delivered && one.seq > before.deliveredSeq
      const newlyDelivered = entry.log.filter(unseen)
      const change = { awayUntil: null, deliveredSeq: entry.session.lastSeq, ...chosen }
      const session = replace(entry, withParticipant(entry.session, user, change))
      const entries = entry.log.filter((one) => one.seq > lastSeq)
      return { session, entries, wasAway, newlyDelivered }
    },

    async missed(user, id, afterSeq) {
      const entry = live.get(id) ?? ended.get(id)
      if (!entry || !isParticipant(entry.session, user)) return undefined
      return { session: entry.session, entries: entry.log.filter(({ seq }) => seq > afterSeq) }
    },

    async end(user, id, cause, by, now) {
      const entry = liveOf(user)
      if (!entry || (id !== undefined && entry.session.id !== id)) return undefined
      return finish(entry, cause, by, now)
    },

    async expire(now, limit) {
      forget(now)
      const over: Session[] = []
      while (over.length < limit) {
        const key = deadlines.minKey()
        if (!key || key[0] > now) break
        const entry = deadlines.get(key)
        if (!entry) break
        const { at, cause, by } = deadlineOf(entry.session)
        if (at > now) lookAt(at, entry)
        else over.push(finish(entry, cause, by, now))
      }
      return over
    },

    async reportable(user, id, now) {
      forget(now)
      const wanted = id ?? current.get(user) ?? last.get(user) ?? ''
      const entry = live.get(wanted) ?? ended.get(wanted)
      if (!entry || !isParticipant(entry.session, user)) return undefined
      return { session: entry.session, log: evidenceOf([...entry.dropped, ...entry.log]) }
    },

    async lastPartner(user, now) {
      const session = ended.get(last.get(user) ?? '')?.session
      if (!session?.end || now - session.end.at > EX_PARTNER_MS) return undefined
      return { user: partnerOf(session, user).user, endedAt: session.end.at }
    },

    size: () => live.size,
  }
}

/** Over by time, though nobody has ended it yet. */
function isOver(session: Session, now: Millis): boolean {
  return deadlineOf(session).at <= now
}

function byTime(a: TimeKey, b: TimeKey): number {
  return a[0] - b[0] || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0)
}
