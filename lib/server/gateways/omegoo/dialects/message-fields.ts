import type { Entry } from '@/lib/domain/sessions'

/** The partner is warned of a foul message; its author has `moderation-alert`. */
export function flagFor({ flagged, author }: Entry, reader: string): { flagged?: true } {
  return flagged && author !== reader ? { flagged: true } : {}
}

/** What the sender's acknowledgement says of a message; the client's own name for it only where it gave one. */
export function acceptance({ messageId, seq, delivered, clientMessageId }: Entry) {
  return { messageId, seq, delivered, ...(clientMessageId === null ? {} : { clientMessageId }) }
}
