import type { Millis, SessionId, UserId } from '@/lib/domain/ids'
import { FOUL_MESSAGES_ALLOWED } from '@/lib/domain/moderation'
import {
  begin,
  deadlineOf,
  type Entry,
  type EntryDraft,
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
  /** Entries by author and the name the author's client gave them. */
  readonly byClientId: Map<string, Entry>
  deadline: readonly [Millis, SessionId]
}

export function newLive(draft: NewSession, now: Millis): Live {
  const session = begin(draft, now)
  return { session, log: [], byClientId: new Map(), deadline: [deadlineOf(session).at, session.id] }
}

/**
 * Adds one entry to the log and prunes it. Who is away gets it when they come back, connected or not. A name its author used before gives the first copy instead; one foul message
 * too many is not added.
 */
export function appendTo(
  live: Live,
  author: UserId,
  draft: EntryDraft,
  { partnerHere: isConnected, foul }: { readonly partnerHere: boolean; readonly foul: boolean },
  now: Millis,
): { saved: Entry; session: Session; duplicate: boolean } | 'too-foul' {
  const strikes = me(live.session, author).strikes + (foul ? 1 : 0)
  const back = withParticipant(live.session, author, { awayUntil: null })
  const key = `${author} ${draft.clientMessageId ?? ''}`
  const first = draft.clientMessageId === null ? undefined : live.byClientId.get(key)
  if (first) return { saved: first, session: back, duplicate: true }

  if (foul && strikes > FOUL_MESSAGES_ALLOWED) return 'too-foul'

  const partnerHere = isConnected && partnerOf(live.session, author).awayUntil === null
  const seq = live.session.lastSeq + 1
  const saved: Entry = { ...draft, seq, author, at: now, delivered: partnerHere }
  live.log.push(saved)
  if (draft.clientMessageId !== null) live.byClientId.set(key, saved)
  const session = deliveredIn(withParticipant(back, author, { strikes }), saved, partnerHere, now)
  for (const gone of live.log.splice(0, expendable(live.log, session, now))) {
    live.byClientId.delete(`${gone.author} ${gone.clientMessageId ?? ''}`)
  }
  return { saved, session, duplicate: false }
}

/** Both have the new entry, unless there is something before it that they have yet to ask for. */
function deliveredIn(session: Session, { seq, author }: Entry, partnerHere: boolean, now: Millis): Session {
  const counted = withParticipant({ ...session, lastSeq: seq, activeAt: now }, author, {
    deliveredSeq: advanced(me(session, author), seq),
    messages: me(session, author).messages + 1,
  })
  const partner = partnerOf(session, author)
  return partnerHere
    ? withParticipant(counted, partner.user, { deliveredSeq: advanced(partner, seq) })
    : counted
}

function advanced({ deliveredSeq }: Participant, seq: number): number {
  return deliveredSeq === seq - 1 ? seq : deliveredSeq
}
