import type { DomainEvent } from '@/lib/domain/events/domain-event'
import type { UserId } from '@/lib/domain/ids'
import type { LogId } from '@/lib/domain/logs'

/** A log that a person's connections receive, and from where on. */
export interface LogStart {
  readonly log: LogId
  /** Everything up to here has been received; BEFORE_BEGINNING: the beginning is to be sent too. */
  readonly seq: number
  /** The last entry there is: no client has more, whatever its handshake says. */
  readonly end?: number
  /**
   * The client has an event of its own for coming back, and may be about to send its position. A client without one is
   * sent the end when the log is lost.
   */
  readonly asks: boolean
}

/** A client's position from its handshake; `log` null: it knows of none. */
export interface ResumePoint {
  readonly log: LogId | null
  readonly seq: number
}

/** By kind of log. */
export type ResumePoints = ReadonlyMap<string, ResumePoint>

/** Reads one kind of log for the connections of the people in it. */
export interface LogSource {
  /** Prefix of the logs' ids. */
  readonly kind: string
  /**
   * A person is in one log of this kind at a time: the next one waits until the one before has been sent. A connection's
   * events wait until it is known where this log begins.
   */
  readonly isExclusive: boolean
  /** The logs that a person is in. */
  startsOf(user: UserId): Promise<readonly LogStart[]>
  /**
   * What a person has yet to receive after a position, in order, as far as it is kept, each with its step; an ended log has
   * its end too. After BEFORE_BEGINNING its beginning as well. Empty: no such log of this person (any more).
   */
  missed(user: UserId, log: LogId, after: number): Promise<readonly DomainEvent[]>
  /** What is sent to a person whose client cannot ask, when the log is gone from the state store. */
  lost(user: UserId, log: LogId): DomainEvent
}

/** Reads one kind of log that many people follow, for a process: its events are for the topic of the log's name. */
export interface SharedLogSource {
  /** Prefix of the logs' ids, and of their topics. */
  readonly kind: string
  /** The position of the newest entry; 0 without any. */
  end(log: LogId): Promise<number>
  /** What comes after a position, in order, as far as it is kept, each event with its step. */
  missed(log: LogId, after: number): Promise<readonly DomainEvent[]>
}
