import type { ConnectionId, Millis, UserId } from '../ids'
import { type ChatType, type Dialect, me, partnerOf, type Session, withParticipant } from '../sessions'
import {
  isConnectedState,
  MAX_BITRATE,
  type MediaMetrics,
  type MediaState,
  METRICS_EVERY_MS,
  MODE_REQUEST_MS,
  newMedia,
  withMetrics,
} from './media'

/** What a participant does is noted this often, so that each signal need not be saved. */
const ACTIVITY_EVERY_MS = 10_000

const SIZE: Readonly<Record<ChatType, number>> = { text: 0, audio: 1, video: 2 }

/** Whether people hear or see each other. */
export function hasMedia({ chatType }: Pick<Session, 'chatType'>): boolean {
  return chatType !== 'text'
}

/** The first of the pair sends the first offer. */
export function isInitiator(session: Session, user: UserId): boolean {
  return session.participants[0].user === user
}

/** The smaller one of what the two allow, kbps. */
export function pairBitrate({ participants: [a, b] }: Session): number {
  return Math.min(a.media?.maxBitrate ?? MAX_BITRATE, b.media?.maxBitrate ?? MAX_BITRATE)
}

/** The session with a participant's media changed; as it is when they have none. */
export function withMedia(session: Session, user: UserId, change: Partial<MediaState>): Session {
  const { media } = me(session, user)
  return media ? withParticipant(session, user, { media: { ...media, ...change } }) : session
}

/** The session with the connection that a participant's media use from now on. */
export function withConnection(session: Session, user: UserId, connection: ConnectionId): Session {
  const media = me(session, user).media ?? newMedia({ maxBitrate: MAX_BITRATE, connection })
  return withParticipant(session, user, { media: { ...media, connection } })
}

/** A participant did something that keeps the session from ending for idleness. */
export function active(session: Session, now: Millis): Session {
  return now - session.activeAt < ACTIVITY_EVERY_MS ? session : { ...session, activeAt: now }
}

/** A report of quality; undefined: too soon after the one before, and dropped. */
export function afterMetrics(
  session: Session,
  user: UserId,
  metrics: MediaMetrics,
  now: Millis,
): Session | undefined {
  const { media } = me(session, user)
  if (!media || now - media.reportedAt < METRICS_EVERY_MS) return undefined
  const reported = withParticipant(session, user, { media: withMetrics(media, metrics, now) })
  return isConnectedState(metrics.iceConnectionState) ? active(reported, now) : reported
}

/** Both want to be seen clearly; who has no way of saying so counts as wanting it. */
export function areBothShown(session: Session, cannotSay: ReadonlySet<UserId>): boolean {
  return session.participants.every(({ user, media }) => media?.isShown || cannotSay.has(user))
}

/** The request that waits for an answer. */
export function openRequest({ modeRequest }: Session, now: Millis): Session['modeRequest'] {
  return modeRequest && now < modeRequest.until ? modeRequest : null
}

/**
 * What becomes of a session when a participant asks for another kind of it: less than now at once; more when the partner asked for
 * more as well, and then the lesser of both wishes; else it is asked of the partner.
 *
 * @param dialect - both are sent this one when the kind changes
 */
export function afterModeRequest(
  session: Session,
  user: UserId,
  chatType: ChatType,
  { dialect, now }: { dialect: Dialect; now: Millis },
): Session {
  if (SIZE[chatType] < SIZE[session.chatType]) return inMode(session, chatType, dialect)
  const open = openRequest(session, now)
  if (open && open.by !== user) {
    const lesser = SIZE[open.chatType] < SIZE[chatType] ? open.chatType : chatType
    return inMode(session, lesser, dialect)
  }
  return { ...session, modeRequest: { by: user, chatType, until: now + MODE_REQUEST_MS } }
}

/** What becomes of a session when the partner of the one who asked answers. */
export function afterModeAnswer(session: Session, accepts: boolean, dialect: Dialect): Session {
  const { modeRequest } = session
  if (!modeRequest) return session
  return accepts ? inMode(session, modeRequest.chatType, dialect) : { ...session, modeRequest: null }
}

/** A session of another kind: media that people have goes on, pictures are covered again, and failures are forgotten. */
function inMode(session: Session, chatType: ChatType, dialect: Dialect): Session {
  const [a, b] = session.participants.map((participant) => {
    const { maxBitrate = MAX_BITRATE, connection = null } = participant.media ?? {}
    const before = participant.media ?? newMedia({ maxBitrate, connection })
    return { ...participant, dialect, media: { ...before, isShown: false, failedAt: null } }
  })
  return a && b ? { ...session, chatType, modeRequest: null, participants: [a, b] } : session
}

/** A participant whose partner has yet to answer them. */
export function askedBy(session: Session, partner: UserId, now: Millis): ChatType | undefined {
  const open = openRequest(session, now)
  return open && open.by === partnerOf(session, partner).user ? open.chatType : undefined
}
