import { type MediaState, type MediaWish, MEDIA_FAILED_MS, newMedia } from './media/media'
import type { MessageLook } from './payments/goods'
import { EVIDENCE_MESSAGES } from './moderation'
import type { MessageId, Millis, PublicId, SessionId, TenantId, UserId } from './ids'

/** A participant whose connection is lost may come back this long. */
export const RECONNECT_WINDOW_MS = 30_000
/** A person paired without a connection, as by REST, has this long to connect. */
export const ARRIVAL_WINDOW_MS = 10_000
/** A session without messages is ended. */
export const IDLE_MS = 30 * 60_000
/** Entries of a log that are kept at least, and at most. */
export const LOG_MIN = 30
export const LOG_MAX = 256
/**
 * And at most so much content, by `bytesOf`: 103 of the largest pictures, where 256 of them would be 22 MB. A partner who is not
 * there is noticed within 45 s and has 30 s to come back; at 60 messages a minute nothing is lost meanwhile. What a report keeps
 * of older entries comes on top: at most EVIDENCE_MESSAGES of each participant, which are 2.6 MB of the largest pictures.
 */
export const LOG_MAX_BYTES = 9_000_000
/**
 * Names that clients gave their messages are remembered for so many entries after those have gone: a process that stands still for
 * a while may then save what its client has long sent again by another.
 */
export const SPENT_NAMES = 1_000
/**
 * What was written to a socket this recently may not have arrived: a half-open connection is noticed within 45 s.
 */
export const UNSURE_MS = 60_000

export const CHAT_TYPES = ['text', 'audio', 'video'] as const
export type ChatType = (typeof CHAT_TYPES)[number]
/** With sound or picture. */
export type MediaChatType = Exclude<ChatType, 'text'>
export type MessageType = 'text' | 'image' | 'audio'
/** The dialect in which a person joined, a label of the gateway's; the core never reads it. */
export type Dialect = string

/** `media-failed`: sound or picture was lost for too long. */
export type EndCause =
  | 'left'
  | 'disconnected'
  | 'timeout'
  | 'media-failed'
  | 'reported'
  | 'violation'
  | 'banned'

export interface Entry {
  /** From 1, without gaps. */
  readonly seq: number
  readonly messageId: MessageId
  readonly author: UserId
  readonly content: string
  readonly type: MessageType
  readonly at: Millis
  readonly clientMessageId: string | null
  /** Whether the partner's socket had it when it was saved. */
  readonly delivered: boolean
  /** Against the rules: passed on with that mark, and kept as evidence whatever is sent after it. */
  readonly flagged: boolean
}

export type EntryDraft = Pick<Entry, 'messageId' | 'content' | 'type' | 'clientMessageId'>

export interface Participant {
  readonly user: UserId
  /** What the partner knows this person by; nothing that reaches the partner names the account. */
  readonly publicId: PublicId
  readonly dialect: Dialect
  /** Null: here. Else the end of the time to come back, which a connection alone may not have stopped. */
  readonly awayUntil: Millis | null
  /** Last entry written to a live socket of this person. */
  readonly deliveredSeq: number
  readonly messages: number
  /** Foul messages so far. */
  readonly strikes: number
  /** What the partner likes too, as this person wrote it. */
  readonly sharedInterests: readonly string[]
  /** Null in text sessions. */
  readonly media: MediaState | null
  /** Of this person's messages, for both; null: the usual one. */
  readonly look: MessageLook | null
}

/** One participant asked for another kind of session. */
export interface ModeRequest {
  readonly by: UserId
  readonly chatType: ChatType
  /** Without an answer it is over then. */
  readonly until: Millis
}

/** A random session without its log. */
export interface Session {
  readonly id: SessionId
  readonly tenantId: TenantId
  readonly chatType: ChatType
  readonly participants: readonly [Participant, Participant]
  readonly startedAt: Millis
  readonly activeAt: Millis
  readonly lastSeq: number
  readonly modeRequest: ModeRequest | null
  readonly end: { readonly cause: EndCause; readonly by: UserId | null; readonly at: Millis } | null
}

export interface NewSession {
  readonly id: SessionId
  readonly tenantId: TenantId
  readonly chatType: ChatType
  readonly pair: readonly [NewParticipant, NewParticipant]
}

export interface NewParticipant {
  readonly user: UserId
  readonly publicId: PublicId
  readonly dialect: Dialect
  /** Whether a connection is there; without one the time to come runs from the start. */
  readonly here: boolean
  readonly sharedInterests?: readonly string[]
  /** What they bring to a session with sound; null for text. */
  readonly media?: MediaWish | null
  readonly look?: MessageLook | null
}

/** A session as it begins. */
export function begin({ id, tenantId, chatType, pair: [a, b] }: NewSession, now: Millis): Session {
  const participants = [newParticipant(a, now), newParticipant(b, now)] as const
  return {
    id,
    tenantId,
    chatType,
    participants,
    startedAt: now,
    activeAt: now,
    lastSeq: 0,
    modeRequest: null,
    end: null,
  }
}

function newParticipant(draft: NewParticipant, now: Millis): Participant {
  const { user, publicId, dialect, here, sharedInterests = [] } = draft
  return {
    user,
    publicId,
    dialect,
    awayUntil: here ? null : now + ARRIVAL_WINDOW_MS,
    deliveredSeq: 0,
    messages: 0,
    strikes: 0,
    sharedInterests,
    media: draft.media ? newMedia(draft.media) : null,
    look: draft.look ?? null,
  }
}

export function me(session: Session, user: UserId): Participant {
  const [a, b] = session.participants
  return a.user === user ? a : b
}

export function partnerOf(session: Session, user: UserId): Participant {
  const [a, b] = session.participants
  return a.user === user ? b : a
}

/** The looks of both sides' messages, as one of them sees it; undefined: both have the usual one. */
export function looksFor(
  session: Session,
  reader: UserId,
): { readonly own: MessageLook | null; readonly partner: MessageLook | null } | undefined {
  const [own, partner] = [me(session, reader).look, partnerOf(session, reader).look]
  return own === null && partner === null ? undefined : { own, partner }
}

/**
 * What a reader knows a participant by: one's own id is the account's, the partner's is one of this session, so that strangers
 * cannot recognise each other in the next one.
 *
 * @see contracts, section 2 "Partners' ids"
 */
export function idFor(session: Session, reader: UserId, user: UserId): UserId | PublicId {
  return user === reader ? user : me(session, user).publicId
}

export function isParticipant(session: Session, user: UserId): boolean {
  return session.participants.some((participant) => participant.user === user)
}

/** When the session ends if nothing happens, and why. */
export function deadlineOf(session: Session): {
  at: Millis
  cause: 'disconnected' | 'timeout' | 'media-failed'
  by: UserId | null
} {
  let deadline: ReturnType<typeof deadlineOf> = { at: session.activeAt + IDLE_MS, cause: 'timeout', by: null }
  for (const { user, awayUntil, media } of session.participants) {
    if (awayUntil !== null && awayUntil < deadline.at)
      deadline = { at: awayUntil, cause: 'disconnected', by: user }
    const failedUntil = (media?.failedAt ?? Infinity) + MEDIA_FAILED_MS
    if (failedUntil < deadline.at) deadline = { at: failedUntil, cause: 'media-failed', by: null }
  }
  return deadline
}

/** The session with one participant changed. */
export function withParticipant(session: Session, user: UserId, change: Partial<Participant>): Session {
  const [a, b] = session.participants
  const changed = (participant: Participant) =>
    participant.user === user ? { ...participant, ...change } : participant
  return { ...session, participants: [changed(a), changed(b)] }
}

/** How much an entry counts in its log: what is large is base64, a byte for each character. */
export const bytesOf = ({ content }: Pick<Entry, 'content'>): number => content.length

/**
 * How many of the oldest entries may go: not the last 30, nothing a participant has not been sent, nothing so
 * fresh that it may be lost on the way; but never more than 256 stay, nor more than LOG_MAX_BYTES beside the newest.
 *
 * @param logBytes - what all entries of the log count, so that a message costs the same however long the log is
 */
export function expendable(log: readonly Entry[], logBytes: number, session: Session, now: Millis): number {
  const [a, b] = session.participants
  const seen = Math.min(a.deliveredSeq, b.deliveredSeq)
  let count = 0
  let bytes = logBytes
  while (count < log.length - LOG_MAX || (bytes > LOG_MAX_BYTES && count < log.length - 1)) {
    bytes -= bytesOf(log[count] as Entry)
    count += 1
  }
  while (count < log.length - LOG_MIN) {
    const entry = log[count]
    if (!entry || entry.seq > seen || now - entry.at < UNSURE_MS) break
    count += 1
  }
  return count
}

/**
 * What of a session's entries goes with a report, so that later messages do not wash it out: the last 30, the last 30 of
 * each author, and every flagged one. At most 60 and the flagged ones, of which FOUL_MESSAGES_ALLOWED bounds the number.
 *
 * @param entries - in any order, each once
 * @returns by `seq`
 */
export function evidenceOf(entries: readonly Entry[]): readonly Entry[] {
  const counts = new Map<UserId, number>()
  const newestFirst = entries.toSorted((a, b) => b.seq - a.seq)
  const kept = newestFirst.filter(({ author, flagged }) => {
    const count = (counts.get(author) ?? 0) + 1
    counts.set(author, count)
    return flagged || count <= EVIDENCE_MESSAGES // the last 30 of all are among the last 30 of their authors
  })
  return kept.toReversed()
}

/** Whether a participant's copy counts as delivered: one's own as known, the partner's has arrived by being read. */
export function deliveredTo(entry: Entry, reader: UserId, partner: Participant): boolean {
  return entry.author !== reader || entry.delivered || entry.seq <= partner.deliveredSeq
}

/** The last entry that has reached a participant, when their client has everything up to `seq`; it never goes back. */
export function deliveredUpTo(session: Session, user: UserId, seq: number): number {
  return Math.max(me(session, user).deliveredSeq, Math.min(seq, session.lastSeq))
}

/**
 * The partner's messages that were not delivered before and are now.
 *
 * @param before - the last entry that had reached the reader
 * @param upTo - the last one that has now
 */
export function deliveredBetween(
  log: readonly Entry[],
  reader: UserId,
  before: number,
  upTo: number,
): readonly Entry[] {
  return log.filter(
    ({ author, delivered, seq }) => author !== reader && !delivered && seq > before && seq <= upTo,
  )
}

/** Whole seconds until a participant's time to come back is over; 0 when they are here. */
export function secondsLeft(session: Session, user: UserId, now: Millis): number {
  return Math.max(0, Math.ceil(((me(session, user).awayUntil ?? now) - now) / 1_000))
}
