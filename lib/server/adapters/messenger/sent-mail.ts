import type { KeptMail, SentMail } from '@/lib/server/ports/messenger'

const MOST_KEPT = 200

/** In this process's memory. */
export function createSentMail(): SentMail {
  const kept: KeptMail[] = []
  return {
    keep({ channel, to, subject, body }, sentAt) {
      kept.unshift({ channel, to, subject, body, sentAt })
      kept.length = Math.min(kept.length, MOST_KEPT)
    },
    newest: () => [...kept],
  }
}
