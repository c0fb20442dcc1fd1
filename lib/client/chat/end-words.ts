import type { Chat, EndReason } from './chat-state'

/** Which words the end of a session has: one's own deed comes before what the server says of it. Of a session that goes on: none that matter. */
export function endWords(chat: Chat): EndReason | 'report' | 'block' {
  if (chat.phase !== 'ended') return 'you_left'
  if (chat.deed.reported) return 'report'
  return chat.deed.blocked ? 'block' : chat.reason
}
