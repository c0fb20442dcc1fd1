import type { omegoo } from '@/lib/contracts/omegoo/contract'
import type { DomainEventOf } from '@/lib/domain/events/domain-event'
import { toUser } from '@/lib/domain/topics'
import { type Entry, me, partnerOf, type Session } from '@/lib/domain/sessions'
import type { FrameOf } from '../kit'
import { newReport } from './admin-feed'
import { genericMessage, roomId, sessionReason, TEXT, textMessage, textReason } from './dialect'

type Frame = FrameOf<typeof omegoo>

const ALERTS = {
  warning: 'Content policy warning: please keep it friendly',
  violation: 'Content policy violation detected',
} as const

const speaksText = (session: Session, user: string) => me(session, user).dialect === TEXT
const readers = (session: Session) => session.participants.map(({ user }) => user)

/** Domain events as omegoo's clients hear them: each participant in the dialect they joined with. */
export const outbound = {
  'queue.joined': ({
    user,
    dialect,
    chatType,
    position,
    estimateSeconds,
  }: DomainEventOf<'queue.joined'>): Frame[] => {
    const place = { position, estimatedWaitTime: estimateSeconds }
    return dialect === TEXT
      ? [{ to: toUser(user), event: 'text_queue_joined', data: place }]
      : [{ to: toUser(user), event: 'queue-joined', data: { ...place, chatType } }]
  },

  'queue.left': ({ user, dialect, chatType }: DomainEventOf<'queue.left'>): Frame[] =>
    dialect === TEXT
      ? [{ to: toUser(user), event: 'text_queue_left', data: {} }]
      : [{ to: toUser(user), event: 'queue-left', data: { chatType } }],

  'session.started': ({ session }: DomainEventOf<'session.started'>): Frame[] =>
    readers(session).map((reader) => matchFound(session, reader)),

  'session.message': messageReceived,
  'session.redelivered': messageReceived,

  'session.delivered': ({ session, author, messageIds }: DomainEventOf<'session.delivered'>): Frame[] =>
    speaksText(session, author)
      ? messageIds.map((messageId) => ({
          to: toUser(author),
          event: 'text_message_delivered',
          data: { roomId: roomId(session), messageId },
        }))
      : [],

  'session.replayed': ({ session, reader, entries }: DomainEventOf<'session.replayed'>): Frame[] =>
    entries.flatMap((entry) => messageTo(reader, session, entry)),

  'session.typing': ({ session, typist, isTyping, at }: DomainEventOf<'session.typing'>): Frame[] => {
    const partner = partnerOf(session, typist).user
    if (!speaksText(session, partner)) return []
    const event = isTyping ? 'text_partner_typing' : 'text_partner_stopped_typing'
    const data = { roomId: roomId(session), userId: typist, isTyping, timestamp: at }
    return [{ to: toUser(partner), event, data }]
  },

  'participant.disconnected': ({
    session,
    user,
    secondsLeft,
  }: DomainEventOf<'participant.disconnected'>): Frame[] => {
    const partner = partnerOf(session, user).user
    if (!speaksText(session, partner)) return []
    const data = { roomId: roomId(session), secondsLeft }
    return [{ to: toUser(partner), event: 'text_partner_disconnected', data }]
  },

  'participant.returned': ({ session, user }: DomainEventOf<'participant.returned'>): Frame[] => {
    const partner = partnerOf(session, user).user
    if (!speaksText(session, partner)) return []
    const data = { roomId: roomId(session), partnerId: user }
    return [{ to: toUser(partner), event: 'text_partner_reconnected', data }]
  },

  'session.ended': ({ session, cause, by }: DomainEventOf<'session.ended'>): Frame[] =>
    readers(session).map((reader): Frame =>
      speaksText(session, reader)
        ? {
            to: toUser(reader),
            event: 'text_room_ended',
            data: { reason: textReason(cause, by, reader), roomId: roomId(session) },
          }
        : {
            to: toUser(reader),
            event: 'session-ended',
            data: { sessionId: session.id, reason: sessionReason(cause, by, reader) },
          },
    ),

  'message.flagged': ({ session, author, level }: DomainEventOf<'message.flagged'>): Frame[] => [
    {
      to: toUser(author),
      event: 'moderation-alert',
      data: { type: level, message: ALERTS[level], sessionId: session.id },
    },
  ],

  'report.submitted': (event: DomainEventOf<'report.submitted'>): Frame[] => {
    const { report, reporter, session, chatType, again } = event
    const data = { reportId: report, roomId: roomId({ id: session, chatType }) }
    return [{ to: toUser(reporter), event: 'report_submitted', data }, ...(again ? [] : newReport(event))]
  },
}

function messageReceived({
  session,
  entry,
  audience,
}: DomainEventOf<'session.message' | 'session.redelivered'>): Frame[] {
  return readers(session)
    .filter((reader) => audience.includes(toUser(reader)))
    .flatMap((reader) => messageTo(reader, session, entry))
}

/** The text dialect shows its author a message too; the generic one has no echo. */
function messageTo(reader: string, session: Session, entry: Entry): Frame[] {
  if (speaksText(session, reader)) {
    const data = textMessage(session, entry, reader)
    return [{ to: toUser(reader), event: 'text_message_received', data }]
  }
  const data = genericMessage(session, entry, reader)
  return entry.author === reader ? [] : [{ to: toUser(reader), event: 'message-received', data }]
}

function matchFound(session: Session, reader: string): Frame {
  const partnerId = partnerOf(session, reader).user
  const { sharedInterests } = me(session, reader)
  return speaksText(session, reader)
    ? {
        to: toUser(reader),
        event: 'text_match_found',
        data: { roomId: roomId(session), partnerId, sharedInterests },
      }
    : {
        to: toUser(reader),
        event: 'match-found',
        data: { sessionId: session.id, partnerId, chatType: session.chatType, sharedInterests },
      }
}
