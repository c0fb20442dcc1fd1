import type { Entry } from '@/lib/domain/sessions'

/** The partner is warned of a foul message; its author has `moderation-alert`. */
export function flagFor({ flagged, author }: Entry, reader: string): { flagged?: true } {
  return flagged && author !== reader ? { flagged: true } : {}
}

/** A message in the sender's acknowledgement; its clientMessageId only where the client gave one. */
export function acceptance({ messageId, seq, delivered, clientMessageId }: Entry) {
  return { messageId, seq, delivered, ...(clientMessageId === null ? {} : { clientMessageId }) }
}
