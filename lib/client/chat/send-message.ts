import type { ChatMessage } from './chat-state'
import type { OmegooAnswer, OmegooSocket } from '@/lib/client/realtime/omegoo-socket'

/** The answer to a message of any kind; its moment is epoch ms. */
export type SendAnswer = OmegooAnswer<'send_text_message'>

/**
 * Sends one's own message under its name: words in the dialect of the text chat, a picture in the one that has kinds
 * of messages, whose moment is in ISO form.
 *
 * @see spec/omegoo.md "send-message", "send_text_message"
 */
export async function sendMessage(
  socket: OmegooSocket,
  roomId: string,
  { content, clientMessageId = '', type }: ChatMessage,
): Promise<SendAnswer | undefined> {
  if (type === 'text') return socket.request('send_text_message', { content, clientMessageId })
  const answer = await socket.request('send-message', {
    sessionId: sessionOf(roomId),
    message: content,
    type,
    clientMessageId,
  })
  return answer?.success ? { ...answer, timestamp: Date.parse(answer.timestamp) } : answer
}

const ROOM_PREFIX = /^(?:text|voice)_room_/

/** The session of a room. */
export function sessionOf(roomId: string): string {
  return roomId.replace(ROOM_PREFIX, '')
}
