import type { EndReason } from './chat-state'
import { createReader, type NewsReaders } from './session-news'
import type { LoggedMessage } from './transcript'
import type { OmegooReceived, OmegooSocket } from '@/lib/client/realtime/omegoo-socket'
import { MAX_BITRATE } from '@/lib/domain/media/media'

const SECOND_MS = 1_000

/** Handles the events of the dialect of all kinds of session: voice, video, and text that was more before. */
export function followGeneric(socket: OmegooSocket, readers: NewsReaders): void {
  const { context, typing, search, session } = readers
  const reader = createReader(readers)
  const roomOf = (sessionId: string) => context.chatting()?.roomId ?? `voice_room_${sessionId}`

  socket.on('queue-joined', ({ position, estimatedWaitTime, chatType, suggest }) => {
    if (chatType === context.data().wish) search.moved(position, estimatedWaitTime, suggest)
  })
  socket.on('queue-left', search.leftElsewhere)
  socket.on('match-found', ({ sessionId, maxBitrate = MAX_BITRATE, ...found }) => {
    const since = context.clock.now()
    session.matched({ ...found, since, roomId: `voice_room_${sessionId}`, maxBitrate, isRevealed: false })
  })
  socket.on('session-resumed', ({ sessionId, messages, duration, revealed, ...answer }) => {
    const roomId = reader.isOf(sessionId) ? roomOf(sessionId) : `voice_room_${sessionId}`
    const since = context.clock.now() - duration * SECOND_MS
    session.resumed({
      ...answer,
      roomId,
      since,
      isRevealed: revealed,
      messages: messages.map((one) => logged(one, roomId)),
    })
  })
  socket.on('session-resume-failed', session.resumeFailed)
  socket.on('message-received', (message) => {
    if (!reader.isOf(message.sessionId)) return
    typing.partnerRests()
    session.received(logged({ ...message, delivered: true }, roomOf(message.sessionId)))
  })
  socket.on('message-delivered', ({ sessionId, messageId }) => reader.delivered(sessionId, messageId))
  socket.on('partner-typing', ({ sessionId, isTyping }) => reader.typing(sessionId, isTyping))
  socket.on('partner-disconnected', ({ sessionId, secondsLeft }) =>
    reader.partnerGone(sessionId, secondsLeft),
  )
  socket.on('partner-reconnected', ({ sessionId }) => reader.partnerBack(sessionId))
  socket.on('session-ended', (end) => reader.ended(end.sessionId, endReason(end)))
  socket.on('session-revealed', ({ sessionId, revealed }) => {
    if (reader.isOf(sessionId)) context.patch({ isRevealed: revealed })
  })
}

function logged(
  { message, timestamp, sessionId: _, ...rest }: OmegooReceived['session-resumed']['messages'][number],
  roomId: string,
): LoggedMessage {
  return { ...rest, roomId, content: message, timestamp: Date.parse(timestamp) }
}

function endReason({ reason, detail }: OmegooReceived['session-ended']): EndReason {
  if (reason === 'violation' && detail === 'user_left') return 'violation'
  // Nobody sees that they were reported: it looks like any end by the partner.
  if (detail === 'reported') return 'partner_left'
  if (detail !== undefined) return detail === 'user_left' ? 'you_left' : detail
  // Nothing more is known of it.
  return reason === 'timeout' ? 'timeout' : 'partner_left'
}
