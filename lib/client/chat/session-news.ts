import type { ChatContext } from './chat-context'
import type { EndReason } from './chat-state'
import type { Search } from './search'
import { sessionOf } from './send-message'
import type { Session } from './session'
import { markDelivered } from './transcript'
import type { Typing } from './typing'
import type { OmegooReceived, OmegooSocket } from '@/lib/client/realtime/omegoo-socket'
import { MAX_BITRATE } from '@/lib/domain/media/media'

/** What the server publishes about a session goes to these. */
export interface NewsReaders {
  readonly context: ChatContext
  readonly typing: Typing
  readonly search: Search
  readonly session: Session
}

/** What news of either dialect do to the running session, and to none but that. */
export function createReader({ context, typing }: NewsReaders) {
  const isOf = (session: string) => sessionOf(context.chatting()?.roomId ?? '') === sessionOf(session)
  return {
    isOf,
    delivered(session: string, messageId: string) {
      if (isOf(session)) context.patchMessages((all) => markDelivered(all, messageId))
    },
    typing(session: string, isTyping: boolean) {
      if (!isOf(session)) return
      if (isTyping) typing.partnerTypes()
      else typing.partnerRests()
    },
    partnerGone(session: string, secondsLeft: number) {
      typing.partnerRests()
      const until = context.clock.now() + secondsLeft * 1_000
      if (isOf(session)) context.patch({ partner: { kind: 'gone', until } })
    },
    partnerBack(session: string) {
      if (isOf(session)) context.patch({ partner: { kind: 'here' } })
    },
    ended(session: string, reason: EndReason) {
      if (!isOf(session)) return
      const isNotYetBack = context.chatting()?.keptUntil !== undefined
      context.end(reason === 'timeout' && isNotYetBack ? 'lost' : reason)
    },
  }
}

/** Handles the text chat's own events. Refusals are not among them: every request awaits its answer. */
export function followText(socket: OmegooSocket, readers: NewsReaders): void {
  const { context, typing, search, session } = readers
  const { isOf, ...reader } = createReader(readers)
  let violation: string | undefined
  const asText = { chatType: 'text', isInitiator: false, maxBitrate: MAX_BITRATE, isRevealed: false } as const
  const now = () => context.clock.now()

  socket.on('text_queue_joined', ({ position, estimatedWaitTime }) =>
    search.moved(position, estimatedWaitTime),
  )
  socket.on('text_queue_left', search.leftElsewhere)
  socket.on('text_match_found', (found) => session.matched({ ...asText, since: now(), ...found }))
  socket.on('text_reconnected', ({ sharedInterests, ...answer }) =>
    session.resumed({ ...asText, since: now(), ...answer, sharedInterests }),
  )
  socket.on('text_reconnect_failed', session.resumeFailed)
  socket.on('text_message_received', (message) => {
    if (message.senderId !== context.account) typing.partnerRests()
    session.received(message)
  })
  socket.on('text_message_delivered', ({ roomId, messageId }) => reader.delivered(roomId, messageId))
  socket.on('text_partner_typing', ({ roomId }) => reader.typing(roomId, true))
  socket.on('text_partner_stopped_typing', ({ roomId }) => reader.typing(roomId, false))
  socket.on('text_partner_disconnected', ({ roomId, secondsLeft }) => reader.partnerGone(roomId, secondsLeft))
  socket.on('text_partner_reconnected', ({ roomId }) => reader.partnerBack(roomId))
  socket.on('text_room_ended', ({ reason, roomId }) => {
    const isViolation = violation !== undefined && roomId.endsWith(violation)
    reader.ended(roomId, isViolation ? 'violation' : endReason(reason))
  })
  socket.on('moderation-alert', ({ type, sessionId }) => {
    const { chat } = context.data()
    if (chat.phase !== 'chatting' && chat.phase !== 'ended') return
    if (sessionId === undefined || !chat.roomId.endsWith(sessionId)) return
    if (type === 'violation') violation = sessionId
    if (chat.phase === 'chatting') context.patch({ warned: true })
    else if (type === 'violation') context.show({ ...chat, reason: 'violation' })
  })
}

/** Nobody sees that they were reported: it looks like any end by the partner. Whoever reported knows by their own deed. */
const endReason = (reason: OmegooReceived['text_room_ended']['reason']): EndReason =>
  reason === 'user_left' ? 'you_left' : reason === 'reported' ? 'partner_left' : reason
