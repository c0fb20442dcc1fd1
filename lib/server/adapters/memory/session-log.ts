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
  SPENT_NAMES,
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
  /** Such names of entries that have gone, the oldest first. */
  readonly spent: Set<string>
}

export function newLive(draft: NewSession, now: Millis): Live {
  return {
    session: begin(draft, now),
    log: [],
    logBytes: 0,
    dropped: [],
    byClientId: new Map(),
    spent: new Set(),
  }
}

/**
 * Adds one entry to the log and prunes it. A participant who is away gets it on resume, connected or not. A name that its
 * author used before gives the first copy instead, and nothing once that has gone; one foul message too many is not added.
 */
export function appendTo(
  live: Live,
  author: UserId,
  draft: EntryDraft,
  { deliversAtOnce: isConnected, foul }: { readonly deliversAtOnce: boolean; readonly foul: boolean },
  now: Millis,
): { saved: Entry; session: Session; duplicate: boolean } | 'too-foul' | undefined {
  const key = `${author} ${draft.clientMessageId ?? ''}`
  const first = draft.clientMessageId === null ? undefined : live.byClientId.get(key)
  if (first) {
    const back = withParticipant(live.session, author, { awayUntil: null })
    return { saved: first, session: back, duplicate: true }
  }
  if (draft.clientMessageId !== null && live.spent.has(key)) return undefined
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
    if (entry.clientMessageId !== null) spend(live, `${entry.author} ${entry.clientMessageId}`)
  }
  live.dropped = evidenceOf([...live.dropped, ...gone])
}

function spend({ byClientId, spent }: Live, key: string): void {
  byClientId.delete(key)
  spent.add(key)
  const [oldest] = spent
  if (spent.size > SPENT_NAMES && oldest !== undefined) spent.delete(oldest)
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
