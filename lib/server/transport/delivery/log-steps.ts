import type { DomainEvent, DomainEventOf } from '@/lib/domain/events/domain-event'
import type { Topic } from '@/lib/domain/topics'
import { bothOf, toUser } from '@/lib/domain/topics'
import { BEFORE_BEGINNING, type Entry, type Session } from '@/lib/domain/sessions'
import type { LogStep } from '@/lib/server/ports/connections/fan-out'
import type { SessionsService } from '@/lib/server/services/sessions/sessions'
import type { JointFrame } from './merge-frames'
import type { LogSource } from './log-cursor'
import type { Project } from './projection'

const LOG_EVENTS = [
  'session.started',
  'session.message',
  'session.redelivered',
  'session.replayed',
  'session.ended',
] as const

type LogEvent = DomainEventOf<(typeof LOG_EVENTS)[number]>

/** Whether an event is a step on in a session's log. */
export function isLogEvent(event: DomainEvent): event is LogEvent {
  return LOG_EVENTS.some((type) => type === event.type)
}

/** The step for those of one topic; without frames where the contracts say nothing to them. */
export function logStep(event: LogEvent, topic: Topic, joint: readonly JointFrame[]): LogStep {
  const frames = joint.filter(({ to }) => to === topic).map(({ to: _, ...frame }) => frame)
  return {
    kind: 'log',
    log: event.session.id,
    ...placeOf(event),
    ends: event.type === 'session.ended',
    frames,
  }
}

/** Beginning and end are steps like the entries, so that none is missed after the one and before the other. */
function placeOf(event: LogEvent): { after: number; upTo: number } {
  switch (event.type) {
    case 'session.started':
      return { after: 0, upTo: 0 }
    case 'session.message':
    case 'session.redelivered':
      return { after: event.entry.seq - 1, upTo: event.entry.seq }
    case 'session.replayed':
      return { after: event.after, upTo: event.session.lastSeq }
    case 'session.ended':
      return { after: event.session.lastSeq, upTo: event.session.lastSeq + 1 }
  }
}

/** Reads sessions for the pumps, in the frames that the publications would have had. */
export function createLogSource(
  sessions: Pick<SessionsService, 'position' | 'missed'>,
  project: Project,
): LogSource {
  return {
    position: (user) => sessions.position(user),
    async missed(user, log, after) {
      const missed = await sessions.missed(user, log, Math.max(0, after))
      if (!missed) return []
      const { session, entries } = missed
      const events = [
        ...(after === BEFORE_BEGINNING ? [beginningOf(session)] : []),
        ...entries.map((entry) => said(session, entry, toUser(user))),
        ...endOf(session),
      ]
      return events.map((event) => logStep(event, toUser(user), project(event)))
    },
  }
}

/** As its readers hear it, to whom nobody's waiting is told. */
function beginningOf(session: Session): LogEvent {
  const audience = bothOf(session)
  return { type: 'session.started', session, waitedMs: [0, 0], at: session.startedAt, audience }
}

function said(session: Session, entry: Entry, reader: Topic): LogEvent {
  return { type: 'session.message', session, entry, at: entry.at, audience: [reader] }
}

function endOf(session: Session): readonly LogEvent[] {
  if (!session.end) return []
  const { cause, by, at } = session.end
  return [{ type: 'session.ended', session, cause, by, at, audience: bothOf(session) }]
}
