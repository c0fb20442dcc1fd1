import type { Millis, UserId } from '@/lib/domain/ids'
import { FOUL_MESSAGES_ALLOWED } from '@/lib/domain/moderation'
import {
  begin,
  bytesOf,
  type Entry,
  type EntryDraft,
  evidenceOf,
  expendable,
  me,
  type NewSession,
  partnerOf,
  type Participant,
  type Session,
  withParticipant,
} from '@/lib/domain/sessions'

/** A session with its log, as one process holds it. */
export interface Live {
  session: Session
  readonly log: Entry[]
  /** What its entries count. */
  logBytes: number
  /** Of what the log no longer holds: what a report takes all the same. */
  dropped: readonly Entry[]
  /** Entries by author and the name the author's client gave them. */
  readonly byClientId: Map<string, Entry>
}

export function newLive(draft: NewSession, now: Millis): Live {
  return {
    session: begin(draft, now),
    log: [],
    logBytes: 0,
    dropped: [],
    byClientId: new Map(),
  }
}

/**
 * Adds one entry to the log and prunes it. A participant who is away gets it on resume, connected or not. A name that its
 * author used before gives the first copy instead; one foul message too many is not added.
 */
export function appendTo(
  live: Live,
  author: UserId,
  draft: EntryDraft,
  { deliversAtOnce: isConnected, foul }: { readonly deliversAtOnce: boolean; readonly foul: boolean },
  now: Millis,
): { saved: Entry; session: Session; duplicate: boolean } | 'too-foul' {
  const key = `${author} ${draft.clientMessageId ?? ''}`
  const first = draft.clientMessageId === null ? undefined : live.byClientId.get(key)
  if (first) {
    const back = withParticipant(live.session, author, { awayUntil: null })
    return { saved: first, session: back, duplicate: true }
  }
  const strikes = me(live.session, author).strikes + (foul ? 1 : 0)
  if (foul && strikes > FOUL_MESSAGES_ALLOWED) return 'too-foul'

  const delivered = isConnected && partnerOf(live.session, author).awayUntil === null
  const saved: Entry = { ...draft, seq: live.session.lastSeq + 1, author, at: now, delivered, flagged: foul }
  live.log.push(saved)
  live.logBytes += bytesOf(saved)
  if (draft.clientMessageId !== null) live.byClientId.set(key, saved)
  const session = withEntry(live.session, saved, strikes)
  const old = expendable(live.log, live.logBytes, session, now)
  if (old > 0) forget(live, old)
  return { saved, session, duplicate: false }
}

function forget(live: Live, old: number): void {
  const gone = live.log.splice(0, old)
  for (const entry of gone) {
    live.logBytes -= bytesOf(entry)
    live.byClientId.delete(`${entry.author} ${entry.clientMessageId ?? ''}`)
  }
  live.dropped = evidenceOf([...live.dropped, ...gone])
}

/** The author is here, and both have the entry unless there is one before it that they have yet to ask for. */
function withEntry(session: Session, { seq, author, at, delivered }: Entry, strikes: number): Session {
  const [a, b] = session.participants
  const after = (one: Participant): Participant => {
    if (one.user !== author) return delivered ? { ...one, deliveredSeq: advanced(one, seq) } : one
    const messages = one.messages + 1
    return { ...one, awayUntil: null, deliveredSeq: advanced(one, seq), messages, strikes }
  }
  return { ...session, lastSeq: seq, activeAt: at, participants: [after(a), after(b)] }
}

function advanced({ deliveredSeq }: Participant, seq: number): number {
  return deliveredSeq === seq - 1 ? seq : deliveredSeq
}
