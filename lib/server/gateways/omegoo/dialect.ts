import type { ChatType, EndCause, Entry, Session } from '@/lib/domain/sessions'
import { deliveredTo, partnerOf } from '@/lib/domain/sessions'
import type { UserId } from '@/lib/domain/ids'

/** `join-queue` and REST: the generic events. */
export const GENERIC = 'omegoo'
/** `join_text_queue`: the `*_text_*` events. */
export const TEXT = 'omegoo-text'

/** Generic clients have no event for coming back: being connected is enough. */
export const resumesOnConnect = (dialect: string): boolean => dialect === GENERIC

/** @see spec/omegoo.md "Message Object" */
export function roomId({ id, chatType }: { readonly id: string; readonly chatType: ChatType }): string {
  return `${chatType === 'text' ? 'text' : 'voice'}_room_${id}`
}

type TextReason = 'user_left' | 'partner_left' | 'partner_disconnected' | 'timeout' | 'reported'

/** Why a room ended, as its reader hears it. */
export function textReason(cause: EndCause, by: UserId | null, reader: UserId): TextReason {
  switch (cause) {
    case 'timeout':
    case 'reported':
      return cause
    case 'disconnected':
      // Connected again, but not back in time: it was not the partner who was lost.
      return by === reader ? 'timeout' : 'partner_disconnected'
    case 'left':
    case 'violation':
    case 'banned':
      return by === reader ? 'user_left' : 'partner_left'
  }
}

/** The generic dialect knows three reasons. */
export function sessionReason(
  cause: EndCause,
  by: UserId | null,
  reader: UserId,
): 'user_left' | 'timeout' | 'violation' {
  switch (cause) {
    case 'timeout':
      return 'timeout'
    case 'reported':
      return 'violation'
    case 'violation':
    case 'banned':
      return by === reader ? 'violation' : 'user_left'
    case 'left':
    case 'disconnected':
      return 'user_left'
  }
}

/** A message as `text_message_received` has it; the client's own name for it goes to its sender only. */
export function textMessage(session: Session, entry: Entry, reader: UserId) {
  return {
    messageId: entry.messageId,
    roomId: roomId(session),
    senderId: entry.author,
    content: entry.content,
    timestamp: entry.at,
    delivered: deliveredTo(entry, reader, partnerOf(session, reader)),
    seq: entry.seq,
    ...(entry.type === 'text' ? {} : { type: entry.type }),
    ...(entry.author === reader && entry.clientMessageId !== null
      ? { clientMessageId: entry.clientMessageId }
      : {}),
    ...flag(entry, reader),
  }
}

/** A message as `message-received` has it. */
export function genericMessage(session: Session, entry: Entry, reader: UserId) {
  return {
    sessionId: session.id,
    message: entry.content,
    type: entry.type,
    timestamp: isoTime(entry.at),
    messageId: entry.messageId,
    senderId: entry.author,
    seq: entry.seq,
    ...flag(entry, reader),
  }
}

/** The partner is warned of a foul message; its author has `moderation-alert`. */
function flag({ flagged, author }: Entry, reader: UserId): { flagged?: true } {
  return flagged && author !== reader ? { flagged: true } : {}
}

export const isoTime = (at: number): string => new Date(at).toISOString()
