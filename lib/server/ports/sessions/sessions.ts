import type { Millis, SessionId, UserId } from '@/lib/domain/ids'
import type { EndCause, Entry, EntryDraft, NewSession, Session, Dialect } from '@/lib/domain/sessions'

export interface Appended {
  readonly session: Session
  readonly entry: Entry
  /** The same author sent this clientMessageId before; `entry` is the first copy. */
  readonly duplicate: boolean
  /** The author was thought to be away, and this shows that they are back. */
  readonly cameBack: boolean
}

export interface Resumed {
  readonly session: Session
  /** What came after the given position, the whole retained log without one; oldest first. */
  readonly entries: readonly Entry[]
  /** The partner thought this person away. */
  readonly wasAway: boolean
  /** The partner's messages that reach this person only now. */
  readonly newlyDelivered: readonly Entry[]
}

/** Live random sessions and their logs; memory only, on purpose. Each call is one atomic step. */
export interface Sessions {
  /**
   * Making the same one again, as another process does when the first died over it, answers it as it is; if it has ended
   * meanwhile, none are busy and there is none.
   *
   * @returns the session, or those of the pair who are in another one already
   */
  create(draft: NewSession, now: Millis): Promise<{ session: Session } | { busy: readonly UserId[] }>
  ofUser(user: UserId): Promise<Session | undefined>
  /**
   * Saves a message. `deliversAtOnce` marks it as delivered when it is written to the partner's socket, unless the partner is
   * away, who gets it when resuming. A foul one is flagged and counts against its author, and the one after
   * FOUL_MESSAGES_ALLOWED is not saved. Undefined when that is no live session of the author, or is over by time; also for a
   * message that was saved before and whose entry has gone.
   */
  append(
    session: SessionId,
    author: UserId,
    draft: EntryDraft,
    how: { readonly deliversAtOnce: boolean; readonly foul: boolean },
    now: Millis,
  ): Promise<Appended | 'too-foul' | undefined>
  /** Starts the time to come back, if the person is in a session; undefined also when it is running already. */
  away(user: UserId, now: Millis): Promise<Session | undefined>
  /**
   * The person is back, with what they missed. With `dialect` given, it also becomes theirs. A client that `confirms` has what
   * it says it has (`lastSeq`); for any other one, all is delivered that it is sent now. Undefined: nothing to resume (any
   * more).
   */
  resume(
    user: UserId,
    how: { lastSeq?: number; dialect?: Dialect; confirms?: boolean },
    now: Millis,
  ): Promise<Resumed | undefined>
  /**
   * The person's client has received everything up to a position of the live session.
   *
   * @returns the partner's messages that are delivered by that; undefined: no such live session of the person
   */
  confirm(
    user: UserId,
    session: SessionId,
    seq: number,
  ): Promise<{ readonly session: Session; readonly newlyDelivered: readonly Entry[] } | undefined>
  /**
   * What a participant has yet to receive after a position, oldest first, as far as it is kept. Changes nothing, and
   * answers an ended session for as long as it can be reported. Undefined: no such session of this person (any more).
   */
  missed(
    user: UserId,
    session: SessionId,
    afterSeq: number,
  ): Promise<{ readonly session: Session; readonly entries: readonly Entry[] } | undefined>
  /**
   * Changes a live session by a rule, in one atomic step. The rule is pure and may run again, when another change came between;
   * undefined from it: nothing is to change. What it refuses by throwing changes nothing.
   *
   * @returns the session before and after; undefined: no such live session of the person, or it is over by time
   */
  change(
    user: UserId,
    session: SessionId | undefined,
    rule: (session: Session) => Session | undefined,
    now: Millis,
  ): Promise<{ readonly before: Session; readonly after: Session } | undefined>
  /** Ends a session once. Without an id: the person's current one. */
  end(
    user: UserId,
    session: SessionId | undefined,
    cause: EndCause,
    by: UserId | null,
    now: Millis,
  ): Promise<Session | undefined>
  /**
   * Ends what is over by time (away too long, idle), at most `limit`. Also gives what a process ended that died before it
   * could announce it: each session is given out once, here or by `end`.
   */
  expire(now: Millis, limit: number): Promise<readonly Session[]>
  /**
   * A session that the person may report, live or ended at most 5 minutes ago, with what of it is evidence (`evidenceOf`).
   * Without an id: the current or last one.
   */
  reportable(
    user: UserId,
    session: SessionId | undefined,
    now: Millis,
  ): Promise<{ session: Session; log: readonly Entry[] } | undefined>
  /** Whom the person was last in a session with, and when it ended, while that matters for pairing. */
  lastPartner(user: UserId, now: Millis): Promise<{ user: UserId; endedAt: Millis } | undefined>
  /**
   * Live sessions, from the `offset`-th on in an order of their own, at most `limit`; without their logs. One that begins or ends
   * meanwhile may move others.
   *
   * @returns `next`: where the rest begins; null: that was all
   */
  list(offset: number, limit: number): Promise<{ sessions: readonly Session[]; next: number | null }>
  /** Live sessions; up to a second old where other processes change it. */
  size(): number
}
