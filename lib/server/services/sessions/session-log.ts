import type { DomainEvent } from '@/lib/domain/events/domain-event'
import { toUser } from '@/lib/domain/topics'
import type { UserId } from '@/lib/domain/ids'
import { BEFORE_BEGINNING, subjectOfLog } from '@/lib/domain/logs'
import {
  logOfSession,
  SESSION_LOG,
  sessionEnded,
  sessionLost,
  sessionMessage,
  sessionStarted,
} from '@/lib/domain/events/session-builders'
import { type Dialect, me, type Session } from '@/lib/domain/sessions'
import type { LogSource } from '@/lib/server/ports/connections/log-source'
import type { Sessions } from '@/lib/server/ports/sessions/sessions'
import type { Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly sessions: Pick<Sessions, 'ofUser' | 'missed'>
  readonly clock: Clock
  /** Whether a connection alone brings back a person of this dialect; else they have an event for it. */
  readonly resumesOnConnect: (dialect: Dialect) => boolean
}

/** The logs of random sessions, as the events that their participants were to receive. */
export function createSessionLog({ sessions, clock, resumesOnConnect }: Deps): LogSource {
  return {
    kind: SESSION_LOG,
    isExclusive: true,
    async startsOf(user) {
      const session = await sessions.ofUser(user)
      return session ? [startOf(session, user, resumesOnConnect)] : []
    },
    async missed(user, log, after) {
      const missed = await sessions.missed(user, subjectOfLog(log), Math.max(0, after))
      if (!missed) return []
      const { session, entries } = missed
      return [
        ...(after === BEFORE_BEGINNING ? [sessionStarted(session, [0, 0])] : []),
        ...entries.map((entry): DomainEvent =>
          sessionMessage('session.message', session, entry, [toUser(user)]),
        ),
        ...(session.end ? [sessionEnded(session, session.end.at)] : []),
      ]
    },
    lost: (user, log) => sessionLost(subjectOfLog(log), user, clock.now()),
  }
}

/**
 * From where the person stopped if being connected brings them back, else from the log's end. A person who has been sent
 * nothing of it may have missed that it began, and has no event for asking: the beginning is sent too.
 */
function startOf(session: Session, user: UserId, resumesOnConnect: Deps['resumesOnConnect']) {
  const { dialect, deliveredSeq } = me(session, user)
  const { lastSeq: end } = session
  const log = logOfSession(session.id)
  if (!resumesOnConnect(dialect)) return { log, seq: end, end, asks: true }
  return { log, seq: deliveredSeq === 0 ? BEFORE_BEGINNING : deliveredSeq, end, asks: false }
}
