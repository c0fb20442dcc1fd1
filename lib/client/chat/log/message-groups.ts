import type { ChatMessage } from '@/lib/client/chat/chat-state'

/** After a pause this long the time is shown again. */
export const PAUSE_MS = 5 * 60_000

/** Messages without a long pause between them, in order; each group has at least one. */
export function groupByTime(messages: readonly ChatMessage[]): readonly (readonly ChatMessage[])[] {
  const groups: ChatMessage[][] = []
  for (const message of messages) {
    const group = groups.at(-1)
    const before = group?.at(-1)
    if (group && before && message.at - before.at < PAUSE_MS) group.push(message)
    else groups.push([message])
  }
  return groups
}
